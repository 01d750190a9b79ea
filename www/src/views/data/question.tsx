// A question that only the user can settle, with what each reading makes of a real cell.

import { useId } from "preact/hooks";
import { setDialect } from "../../state/edits";
import { question as words } from "../../text/data";
import type { ChoiceView, FileReport, QuestionView } from "../../wire";

interface Props {
  file: FileReport;
  question: QuestionView;
}

function answer({ file, question }: Props, value: string) {
  setDialect(file, (dialect) =>
    question.about === "decimal"
      ? { ...dialect, decimal: { ...dialect.decimal, [question.header]: value } }
      : { ...dialect, date_order: { ...dialect.date_order, [question.header]: value } },
  );
}

export function Question(props: Props) {
  const { about, header, choices } = props.question;
  const name = useId();
  return (
    <fieldset class="question">
      <legend>{words.title(about, header)}</legend>
      <p class="small">{words.text(about)}</p>
      <div class="cols two q-grid">
        {choices.map((choice) => (
          <Reading
            key={choice.value}
            name={name}
            choice={choice}
            onChoose={() => answer(props, choice.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface ReadingProps {
  name: string;
  choice: ChoiceView;
  onChoose: () => void;
}

/** Not checked, even where it is what holds until then: to choose it is to answer. */
const Reading = ({ name, choice, onChoose }: ReadingProps) => (
  <label class="radio">
    <input type="radio" name={name} onChange={onChoose} />
    <span>
      <b>{words.choice(choice.value)}</b>: <span class="mono">{choice.cell}</span>{" "}
      {words.means(choice.meaning)}
    </span>
    {choice.current && <span class="small">{words.current}</span>}
  </label>
);
