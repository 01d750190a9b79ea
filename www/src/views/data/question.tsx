// A question that only the user can settle, with what each reading makes of a real cell.

import { useId } from "preact/hooks";
import { settle } from "../../state/edits";
import { question as words } from "../../text/data";
import type { ChoiceView, FileReport, QuestionAbout, QuestionView } from "../../wire";

interface Props {
  file: FileReport;
  question: QuestionView;
}

export function Question({ file, question: { about, header, choices, blocks } }: Props) {
  const name = useId();
  return (
    <fieldset class="question">
      <legend>{words.title(about, header)}</legend>
      <p class="small">{`${words.text(about)}${blocks ? ` ${words.blocks}` : ""}`}</p>
      <div class="cols two q-grid">
        {choices.map((choice) => (
          <Reading
            key={choice.value}
            name={name}
            about={about}
            choice={choice}
            onChoose={() => settle(file, choice.settles)}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface ReadingProps {
  name: string;
  about: QuestionAbout;
  choice: ChoiceView;
  onChoose: () => void;
}

/** Not checked, even where it is what holds until then: to choose it is to answer. */
const Reading = ({ name, about, choice, onChoose }: ReadingProps) => (
  <label class="radio">
    <input type="radio" name={name} onChange={onChoose} />
    <span>
      <b>{words.choice(about, choice.value)}</b>: <span class="mono">{choice.cell}</span>{" "}
      {words.means(about, choice.meaning)}
    </span>
    {choice.current && <span class="small">{words.current}</span>}
  </label>
);
