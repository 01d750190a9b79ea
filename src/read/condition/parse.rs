//! Tokens to a condition, by recursive descent.

use super::token::{Placed, Token, tokens, trouble};
use super::{DEPTH, Name, Node, Op, Value};
use crate::error::Error;

/// A whole condition.
pub(super) fn condition(text: &str) -> Result<Node<Name>, Error> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0, depth: 0 };
    let root = parser.any_of()?;
    match &parser.here().token {
        Token::End => Ok(root),
        _ => Err(parser.expected("and, or, or the end", "Join tests with and or or.")),
    }
}

struct Parser {
    tokens: Vec<Placed>,
    at: usize,
    depth: usize,
}

const END: Placed = Placed { token: Token::End, position: 0 };

impl Parser {
    fn here(&self) -> &Placed {
        self.tokens.get(self.at).or(self.tokens.last()).unwrap_or(&END)
    }

    fn took_word(&mut self, word: &str) -> bool {
        let found = self.here().token.is_word(word);
        self.at += usize::from(found);
        found
    }

    fn took_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.here().token, Token::Sign(here) if here == sign);
        self.at += usize::from(found);
        found
    }

    fn expected(&self, what: &str, advice: &str) -> Error {
        let here = self.here();
        trouble(here.position, here.token.shown(), what, advice)
    }

    fn any_of(&mut self) -> Result<Node<Name>, Error> {
        let first = self.all_of()?;
        let mut nodes = vec![first];
        while self.took_word("or") {
            nodes.push(self.all_of()?);
        }
        Ok(single(nodes, Node::Or))
    }

    fn all_of(&mut self) -> Result<Node<Name>, Error> {
        let first = self.negated()?;
        let mut nodes = vec![first];
        while self.took_word("and") {
            nodes.push(self.negated()?);
        }
        Ok(single(nodes, Node::And))
    }

    fn negated(&mut self) -> Result<Node<Name>, Error> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.expected("at most 32 levels", "Write it with fewer parentheses."));
        }
        let node = if self.took_word("not") {
            Node::Not(Box::new(self.negated()?))
        } else if self.took_sign("(") {
            let inner = self.any_of()?;
            if !self.took_sign(")") {
                return Err(self.expected("and, or, or )", "Close the parenthesis."));
            }
            inner
        } else {
            self.test()?
        };
        self.depth -= 1;
        Ok(node)
    }

    fn test(&mut self) -> Result<Node<Name>, Error> {
        let column = self.column()?;
        let negated = self.took_word("not");
        if self.took_word("in") {
            let values = self.values()?;
            return Ok(Node::In { column, values, negated });
        }
        if negated {
            return Err(self.expected("in", "Write: column not in (...)."));
        }
        let op = match self.here().token {
            Token::Sign("=") => Op::Equal,
            Token::Sign("!=") => Op::Unequal,
            Token::Sign("<") => Op::Less,
            Token::Sign("<=") => Op::LessEqual,
            Token::Sign(">") => Op::Greater,
            Token::Sign(">=") => Op::GreaterEqual,
            _ => {
                return Err(
                    self.expected("=, !=, <, <=, >, >= or in", "Names with blanks stand in double quotes.")
                );
            }
        };
        self.at += 1;
        let value = self.value()?;
        Ok(Node::Compare { column, op, value })
    }

    fn column(&mut self) -> Result<Name, Error> {
        let here = self.here().clone();
        let text = match here.token {
            Token::Word(word)
                if !["and", "or", "in", "not"].iter().any(|key| word.eq_ignore_ascii_case(key)) =>
            {
                word
            }
            Token::Quoted(text) => text,
            _ => return Err(self.expected("a column", "A test begins with a column's name.")),
        };
        self.at += 1;
        Ok(Name { text, position: here.position })
    }

    fn value(&mut self) -> Result<Value, Error> {
        match self.here().token.clone() {
            Token::Number(number) => {
                self.at += 1;
                Ok(Value::Number(number))
            }
            Token::Quoted(text) => {
                self.at += 1;
                Ok(Value::Text(text))
            }
            Token::Word(word) => Err(self.expected(
                "a number, or a text in double quotes",
                &format!("Write \"{word}\" if it is a text."),
            )),
            _ => {
                Err(self.expected("a number, or a text in double quotes", "Write the value to compare with."))
            }
        }
    }

    fn values(&mut self) -> Result<Vec<Value>, Error> {
        if !self.took_sign("(") {
            return Err(self.expected("(", "Write the values in parentheses."));
        }
        let mut values = vec![self.value()?];
        while self.took_sign(",") {
            values.push(self.value()?);
        }
        if !self.took_sign(")") {
            return Err(self.expected(", or )", "Separate values with commas and close the parenthesis."));
        }
        Ok(values)
    }
}

fn single(mut nodes: Vec<Node<Name>>, many: fn(Vec<Node<Name>>) -> Node<Name>) -> Node<Name> {
    match (nodes.len(), nodes.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            nodes.extend(last);
            many(nodes)
        }
    }
}
