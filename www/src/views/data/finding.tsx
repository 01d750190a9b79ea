// What is odd: what it is, what was done, where it stands, how often.

import { Icon } from "../../parts/icon";
import { finding as words } from "../../text/data";
import { asSentence, number } from "../../text/numbers";
import type { FindingView, PlaceView, SeverityView } from "../../wire";

const tones = { lost: "no", warning: "risk", note: "note" } as const satisfies Record<SeverityView, string>;
const placesShown = 6;

export const Findings = ({ findings }: { findings: readonly FindingView[] }) => (
  <>
    {findings.map((finding) => (
      <Finding key={finding.file + finding.code + finding.detail} finding={finding} />
    ))}
  </>
);

function Finding({ finding }: { finding: FindingView }) {
  const tone = tones[finding.severity];
  return (
    <div class={`finding ${tone === "note" ? "info" : tone}`}>
      <Icon name={tone} />
      <div>
        <h3>{finding.title}</h3>
        <p>{[finding.detail, finding.done, finding.advice].filter(Boolean).map(asSentence).join(" ")}</p>
        <Places finding={finding} />
      </div>
      {finding.count > 0 && <div class="count">{number(finding.count)}</div>}
    </div>
  );
}

/** A whole file that cannot be used stands at its first line, with nothing found there. */
const saysMore = ({ line, column, found }: PlaceView) => line > 1 || column !== "" || found !== "";

/** The first rows in a line; behind it what was found there. */
function Places({ finding }: { finding: FindingView }) {
  const { count, title } = finding;
  const places = finding.places.filter(saysMore);
  const lines = places.flatMap(({ line }) => (line > 0 ? [words.line(line)] : []));
  if (lines.length === 0) return null;
  const first = lines.slice(0, placesShown).join(", ");
  return (
    <details class="behind places">
      <summary>
        {words.where(finding.file === "", lines.length)}{" "}
        {words.places(first, Math.max(0, count - placesShown))}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section class="scroll" tabIndex={0} aria-label={words.region(title)}>
        <table class="table plain tight-rows quiet">
          <thead>
            <tr>
              <th scope="col" class="num">
                {words.row}
              </th>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.found}</th>
            </tr>
          </thead>
          <tbody>
            {places.map(({ line, column, found }, at) => (
              <tr key={at}>
                <td class="num">{number(line)}</td>
                <td>{column}</td>
                <td class="mono">{found}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
