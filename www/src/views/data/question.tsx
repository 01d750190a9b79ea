// A question that only the user can settle, with what each reading makes of a real cell.

import { useId } from "preact/hooks";
import { settle } from "../../state/edits";
import { decoded } from "../../state/encodings";
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
        {choices.filter(isText(about)).map((choice) => (
          <Reading
            key={choice.value}
            name={name}
            about={about}
            choice={choice}
            blocks={blocks}
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
  /** Whether nothing is read until it is answered. */
  blocks: boolean;
  onChoose: () => void;
}

/** Not checked, even where it is what holds until then: to choose it is to answer. */
const Reading = ({ name, about, choice, blocks, onChoose }: ReadingProps) => (
  <label class="radio">
    <input type="radio" name={name} onChange={onChoose} />
    <span>
      <b>{words.choice(about, choice.value)}</b>
      {!words.alone(about) && (
        <>
          : <span class="mono">{shown(about, choice)}</span> {words.means(about, choice.meaning)}
        </>
      )}
    </span>
    {choice.current && !blocks && <span class="small">{words.current}</span>}
  </label>
);

/** Whether a reading can be meant: an encoding that makes no text of the cell is not the file's. */
const isText = (about: QuestionAbout) => (choice: ChoiceView) =>
  about !== "encoding" || choice.current || !/[\ufffd\u0080-\u009f]/.test(shown(about, choice));

/** The cell; where its encoding is asked, what it would be. */
function shown(about: QuestionAbout, { cell, meaning, value }: ChoiceView): string {
  return about === "encoding" ? meaning || decoded(cell, value) : cell;
}
