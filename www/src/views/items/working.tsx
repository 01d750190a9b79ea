// An item's working: its steps in words and numbers, its history, and demand over the interval with what is held.

import { Bell } from "../../charts/bell";
import { Strip } from "../../charts/strip";
import { Sized } from "../../parts/sized";
import { figures, month } from "../../text/numbers";
import { bought } from "../../text/served";
import { bell, strip, why as words } from "../../text/why";
import { type Line, steps } from "../../text/working";
import type { ItemAnswer, Period, Series } from "../../wire";
import { density } from "./density";

const days: Record<Period, number> = { day: 1, week: 7, month: 30.4375 };

export const Steps = ({ item, period }: { item: ItemAnswer; period: Period }) => (
  <Worked title={words.formula} lines={steps(item, period)} />
);

export const Buys = ({ item }: { item: ItemAnswer }) => <Worked title={words.buys} lines={bought(item)} />;

/** Each step with its words above its numbers. */
function Worked({ title, lines }: { title: string; lines: Line[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3 class="label-sm">{title}</h3>
      <dl class="formula">
        {lines.map(([name, text, numbers]) => (
          <div class="formula-line" key={name}>
            <dt>{name}</dt>
            <dd>
              <span class="formula-words">{text}</span>
              <span class="formula-numbers">
                <Numbers text={numbers} />
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What follows the last equals sign is the result. */
function Numbers({ text }: { text: string }) {
  const cut = text.lastIndexOf(" = ");
  if (cut < 0) return <b>{text}</b>;
  return (
    <>
      {text.slice(0, cut)} = <b>{text.slice(cut + 3)}</b>
    </>
  );
}

export function History({ item, series }: { item: ItemAnswer; series: Series }) {
  const { values, first_day: first, left_out: leftOut, period } = series;
  const { mean, sd } = item.row;
  const at = (share: number) =>
    month(first + Math.floor(share * Math.max(0, values.length - 1) * days[period]));
  return (
    <figure class="chart">
      <Sized>
        {(width) => (
          <Strip
            width={width}
            values={values}
            leftOut={leftOut}
            mean={mean}
            spread={sd}
            dates={[at(0), values.length > 12 ? at(0.5) : "", at(1)]}
            unit={strip.unit(period)}
            meanWords={mean === null ? "" : strip.mean(mean, sd)}
            windowWords={strip.window(values.length, leftOut, period)}
            label={strip.label(values.length, period, mean)}
            number={figures}
          />
        )}
      </Sized>
    </figure>
  );
}

export function Interval({ item, period }: { item: ItemAnswer; period: Period }) {
  const { mean_over_interval: mean, sd_over_interval: spread, row } = item;
  const { reorder_point: level, safety_stock: stock, cycle_service_level: reached } = row;
  if (mean === null || !spread || level === null || stock === null || reached === null) return null;
  // With daily looks stock lies below the reorder point by something when an order goes out: what runs
  // short is measured against that and the lead time's demand together.
  const below = item.undershoot ?? { mean: 0, variance: 0 };
  const whole = { mean: mean + below.mean, spread: Math.sqrt(spread * spread + below.variance) };
  const points = density(row.model, whole.mean, whole.spread, level);
  return (
    <figure class="chart">
      <Sized>
        {(width) => (
          <Bell
            width={width}
            points={points}
            mean={mean}
            level={level}
            title={bell.title(item, period)}
            meanWords={bell.mean(mean)}
            levelWords={item.review_days > 0 ? bell.upTo(level) : bell.level(level)}
            betweenWords={bell.between(stock)}
            betweenShort={figures(stock)}
            tailWords={bell.tail(1 - reached)}
            label={bell.label(item)}
          />
        )}
      </Sized>
    </figure>
  );
}
