// The charts of an item's working: its history, and demand over the interval with what is held.

import { Bell } from "../../charts/bell";
import { Strip } from "../../charts/strip";
import { Sized } from "../../parts/sized";
import { figures, month } from "../../text/numbers";
import { bell, strip } from "../../text/why";
import type { ItemAnswer, Period, Series } from "../../wire";
import { density } from "./density";

const days: Record<Period, number> = { day: 1, week: 7, month: 30.4375 };

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
  const points = density(row.model, mean, spread, level);
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
