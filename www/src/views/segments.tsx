// Segments: the matrix that is the policy editor, its dimensions and rules, and the segment table
// with the uniform policies.

import { inMoney, stockOf, uniform, uniformOlder } from "../state/look";
import { policy } from "../state/policy";
import { summary } from "../state/results";
import { deck, heading, warnings } from "../text/segments";
import type { SummaryAnswer } from "../wire";
import { Findings } from "./data/finding";
import { Agreement } from "./segments/agreement";
import { Dimensions } from "./segments/dimensions";
import { Editor } from "./segments/editor";
import { Frontier } from "./segments/frontier";
import { Idle } from "./segments/idle";
import { MatrixPanel } from "./segments/matrix";
import { Merging } from "./segments/merging";
import { Pooling } from "./segments/pooling";
import { Review, ReviewDue } from "./segments/review";
import { Rules } from "./segments/rules";
import { SegmentTable } from "./segments/table";
import { useWorth, Worth } from "./segments/worth";
import { SummaryTrouble } from "./trouble";

/** The most classes that stand beside each other where there is one dimension. */
const mostAcross = 6;

/** Whether the matrix can be drawn: two dimensions, or one with few classes. */
const hasMatrix = ({ matrix }: SummaryAnswer) =>
  matrix !== null && (matrix.columns !== null || matrix.rows.classes.length <= mostAcross);

export function Segments() {
  const now = summary.value;
  useWorth();
  return (
    <>
      <SummaryTrouble />
      {now && (
        <>
          <ReviewDue />
          <Head now={now} />
          <div class="cols aside">
            <div class="stack tight">
              {now.matrix && hasMatrix(now) && <MatrixPanel matrix={now.matrix} total={now.total} />}
              {!hasMatrix(now) && <Editor segments={now.segments} alone />}
              <Merging />
              <Idle />
              <Warnings now={now} />
            </div>
            <div class="stack tight tools">
              <Dimensions matrix={now.matrix} />
              <Rules />
              <Agreement />
            </div>
          </div>
          <div class="section-gap">
            <SegmentTable now={now} editable={!now.matrix?.columns} alone={!hasMatrix(now)} />
          </div>
          <Worth />
          <Frontier />
          <Review />
          <Pooling />
        </>
      )}
      {!now && <Rules />}
    </>
  );
}

function Head({ now }: { now: SummaryAnswer }) {
  const beside = uniform.value?.row;
  const saved = beside ? stockOf(beside) - stockOf(now.total) : null;
  const title = heading(
    now.segments.map(({ segment }) => segment),
    policy.value?.segmentation.dimensions.map(({ kind }) => kind).join() === "computed",
    now.total.fill_rate,
    saved,
    policy.value?.currency ?? "",
    inMoney.value,
  );
  return (
    <div class="head">
      <div>
        <h1 aria-busy={uniformOlder.value}>{title}</h1>
        <p>{deck}</p>
      </div>
    </div>
  );
}

const Warnings = ({ now }: { now: SummaryAnswer }) =>
  now.findings.length === 0 ? null : (
    <section class="panel" aria-labelledby="warnings-title">
      <div class="panel-head">
        <h2 id="warnings-title">{warnings}</h2>
      </div>
      <div class="panel-body">
        <Findings findings={now.findings} />
      </div>
    </section>
  );
