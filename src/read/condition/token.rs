//! Words and signs of a condition, with their positions.

use crate::error::Error;

/// A word or sign.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A bare word: a column's name or `and`, `or`, `not`, `in`.
    Word(String),
    /// A text in double quotes.
    Quoted(String),
    /// A number.
    Number(f64),
    /// `= != < <= > >= ( ) ,`
    Sign(&'static str),
    /// Nothing follows.
    End,
}

/// A token and where it stands: characters, from 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) position: usize,
}

impl Token {
    /// The token in words.
    pub(super) fn shown(&self) -> String {
        match self {
            Token::Word(word) => word.clone(),
            Token::Quoted(text) => format!("\"{text}\""),
            Token::Number(number) => number.to_string(),
            Token::Sign(sign) => (*sign).to_owned(),
            Token::End => "the end".to_owned(),
        }
    }

    /// Whether it is a word of the language, in any case.
    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self, Token::Word(found) if found.eq_ignore_ascii_case(word))
    }
}

const SIGNS: [&str; 10] = ["!=", "<>", "<=", ">=", "=", "<", ">", "(", ")", ","];

/// All tokens of a text, the end last.
pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, Error> {
    let (mut rest, mut position, mut all) = (text, 1, Vec::new());
    loop {
        let trimmed = rest.trim_start();
        let blank = rest.get(..rest.len() - trimmed.len()).unwrap_or_default();
        position += blank.chars().count();
        rest = trimmed;
        if rest.is_empty() {
            all.push(Placed { token: Token::End, position });
            return Ok(all);
        }
        let (token, length) = next(rest, position)?;
        all.push(Placed { token, position });
        let (taken, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        position += taken.chars().count();
        rest = behind;
    }
}

fn next(rest: &str, position: usize) -> Result<(Token, usize), Error> {
    if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
        let means = if sign == "<>" { "!=" } else { sign };
        return Ok((Token::Sign(means), sign.len()));
    }
    if rest.starts_with('"') {
        return quoted(rest, position);
    }
    let length = rest.find(|c: char| c.is_whitespace() || "=!<>(),\"".contains(c)).unwrap_or(rest.len());
    let word = rest.get(..length).unwrap_or(rest);
    if length == 0 {
        return Err(trouble(
            position,
            rest.chars().take(1).collect(),
            "a column, a value or a sign",
            "Remove it.",
        ));
    }
    if word.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) {
        return number(word, position).map(|number| (Token::Number(number), length));
    }
    Ok((Token::Word(word.to_owned()), length))
}

fn number(word: &str, position: usize) -> Result<f64, Error> {
    let unsigned = word.strip_prefix('+').unwrap_or(word);
    fast_float2::parse(unsigned).ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| {
        trouble(position, word.to_owned(), "a number", "Write numbers with a decimal point; texts and names that begin with a digit stand in double quotes.")
    })
}

/// A text in double quotes; two quotes inside mean one.
fn quoted(rest: &str, position: usize) -> Result<(Token, usize), Error> {
    let mut text = String::new();
    let mut at = 1;
    while let Some(end) = rest.get(at..).and_then(|behind| behind.find('"')) {
        text.push_str(rest.get(at..at + end).unwrap_or_default());
        at += end + 1;
        if !rest.get(at..).is_some_and(|behind| behind.starts_with('"')) {
            return Ok((Token::Quoted(text), at));
        }
        text.push('"');
        at += 1;
    }
    let found = rest.chars().take(20).collect();
    Err(trouble(position, found, "a closing double quote", "Close the quote."))
}

/// The one way this language complains.
pub(super) fn trouble(position: usize, found: String, expected: &str, advice: &str) -> Error {
    Error::Condition { position, found, expected: expected.to_owned(), advice: advice.to_owned() }
}
