// The key figures: five readings of the policy, each beside the uniform policy and the saved one; of a
// point that is only tried, beside the policy in force: the uniform policy is that one's.

import { Select } from "../parts/choice";
import { Term } from "../parts/float";
import { inMoney, stockOf, uniform, uniformOlder, type Versus, versus } from "../state/look";
import { preview } from "../state/money";
import { policy } from "../state/policy";
import { savedTotal, summary } from "../state/results";
import { weights } from "../text/names";
import * as text from "../text/numbers";
import { terms, versusNames, figures as words } from "../text/page";
import type { SegmentRow } from "../wire";
import { ComputingLine } from "./computing";

/** A figure: where it is found, and how it and a difference of it are written. */
interface Figure {
  name: string;
  term?: { title: string; text: string; more: string };
  of: (row: SegmentRow) => number | null;
  show: (value: number) => string;
  difference: (value: number) => string;
  unit?: string;
}

function figuresShown(currency: string): Figure[] {
  const money = inMoney.value;
  const amount = (value: number) => (money ? text.shortMoney(value, currency) : text.short(value));
  const more = (value: number) =>
    money ? text.shortMoneyDifference(value, currency) : text.short(value, "exceptZero");
  const cost = {
    show: (value: number) => text.shortMoney(value, currency),
    difference: (value: number) => text.shortMoneyDifference(value, currency),
  };
  const rate = { show: (value: number) => text.percent(value, 2), difference: text.points };
  return [
    {
      name: words.safetyStock,
      of: stockOf,
      show: amount,
      difference: more,
      ...(money ? (currency ? {} : { unit: words.value }) : { unit: words.units }),
    },
    { name: words.holding, term: terms.holding, of: (row) => row.holding_cost, ...cost, unit: words.year },
    { name: words.fill, term: terms.fill, of: (row) => row.fill_rate, ...rate },
    { name: words.cycle, term: terms.cycle, of: (row) => row.cycle_service_level, ...rate },
    {
      name: words.turns,
      term: terms.turns,
      of: (row) => row.turns,
      show: (value) => text.number(value, 1),
      difference: (value) => text.signed(value, 1),
      unit: words.year,
    },
  ];
}

export function Figures() {
  const now = summary.value;
  if (!now) return null;
  const shown = figuresShown(policy.value?.currency ?? "");
  return (
    <section class="figures" aria-label={words.title}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone */}
      <section class="kpis" tabIndex={0} aria-label={words.region}>
        <dl class="kpi-list">
          {shown.map((figure) => (
            <Reading key={figure.name} figure={figure} row={preview.value ?? now.total} />
          ))}
        </dl>
        <div class="kpi-with" hidden={preview.value !== null}>
          <Select
            label={words.versus}
            value={versus.value}
            looks="compact"
            options={(Object.keys(versusNames) as Versus[]).map((value) => ({
              value,
              words: versusNames[value],
            }))}
            onChange={(value) => {
              versus.value = value;
            }}
          />
        </div>
      </section>
      <p class="kpi-foot">
        <Term {...terms.looked[now.review]}>{words.looked[now.review]}</Term>
        <span>{words.weighted(weights[now.weight])}</span>
        {inMoney.value && <span>{words.covered(now.total.costed, now.total.items)}</span>}
        {preview.value && <span>{words.preview}</span>}
        <ComputingLine />
      </p>
    </section>
  );
}

function Reading({ figure, row }: { figure: Figure; row: SegmentRow }) {
  const value = figure.of(row);
  return (
    <div class="kpi">
      <dt>{figure.term ? <Term {...figure.term}>{figure.name}</Term> : figure.name}</dt>
      <dd>
        <div class="kpi-value" title={text.full(value)}>
          {value === null ? <span class="unit">{words.unknown}</span> : figure.show(value)}
          {value !== null && figure.unit && <span class="unit"> {figure.unit}</span>}
        </div>
        {value !== null && (
          <div class="kpi-delta">
            {preview.value ? (
              <Beside figure={figure} value={value} row={summary.value?.total} name={words.inForce} />
            ) : (
              <Beside
                figure={figure}
                value={value}
                row={uniform.value?.row}
                older={uniformOlder.value}
                name={words.uniform}
              />
            )}
            {savedTotal.value && (
              <Beside figure={figure} value={value} row={savedTotal.value} name={words.saved} />
            )}
          </div>
        )}
      </dd>
    </div>
  );
}

interface BesideProps {
  figure: Figure;
  value: number | null;
  row: SegmentRow | null | undefined;
  name: string;
  older?: boolean;
}

function Beside({ figure, value, row, name, older = false }: BesideProps) {
  const other = row ? figure.of(row) : null;
  const known = value !== null && other !== null;
  const difference = known ? figure.difference(value - other) : older ? words.searching : words.none;
  const same = known && !/[1-9]/.test(difference);
  return (
    <>
      <b
        class={older ? "is-older" : undefined}
        aria-busy={older}
        title={known ? text.full(value - other) : undefined}
      >
        {same ? words.same : difference}
      </b>
      <span>{older ? `${name}, ${words.older}` : name}</span>
    </>
  );
}
