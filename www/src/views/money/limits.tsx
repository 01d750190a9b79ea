// What the best use of a budget keeps to: money of a segment and pallet places for this search; contracts and least
// cover, which are the policy's and a step each.

import { Select } from "../../parts/choice";
import { Figure, type Head, Table } from "../../parts/table";
import { Typed } from "../../parts/typed";
import { setBounds } from "../../state/edits";
import { inMoney } from "../../state/look";
import { limitPallets, limitSegment, limits } from "../../state/money";
import { policy } from "../../state/policy";
import { rateNames, budget as typed, limits as words } from "../../text/money";
import { full, number, readNumber } from "../../text/numbers";
import type { MoneyAnswer, SegmentPolicy, Target } from "../../wire";

type Contract = "none" | "fill_rate" | "cycle_service_level";

/** Takes an amount; nothing typed takes the limit away. */
const amount = (take: (value: number | null) => void) => (text: string) => {
  if (!text.trim()) {
    take(null);
    return "";
  }
  const value = readNumber(text);
  if (value === null) return typed.notNumber;
  if (value < 0) return typed.negative;
  take(value);
  return "";
};

const shown = (value: number | null | undefined) => full(value) ?? "";
const hidden = (text: string) => <span class="visually-hidden">{text}</span>;

export function Limits({ now }: { now: MoneyAnswer }) {
  const currency = policy.value?.currency ?? "";
  const unit = inMoney.value ? currency || "value" : "units";
  const heads: Head[] = [
    { name: words.stock, unit },
    { name: words.most, unit },
    { name: words.kind },
    { name: words.contract, unit: "%" },
    { name: words.cover, unit: words.days },
  ];
  return (
    <section class="panel" aria-labelledby="limits-title">
      <div class="panel-head">
        <div>
          <h2 id="limits-title">{words.title}</h2>
          <p>{words.note}</p>
        </div>
      </div>
      <Table label={`${words.title}: table`} looks="table pin limits" first={words.segment} heads={heads}>
        {now.margins.map(({ segment, capital }) => (
          <tr key={segment}>
            <th scope="row">{segment}</th>
            <Figure value={capital} show={number} />
            <td>
              <Typed
                label={hidden(words.mostLabel(segment))}
                value={shown(limits.value.segments[segment])}
                placeholder={words.blank}
                numeric
                onCommit={amount((value) => limitSegment(segment, value))}
              />
            </td>
            <Floor segment={segment} />
          </tr>
        ))}
      </Table>
      {now.on_pallets > 0 && (
        <div class="panel-body pallets">
          <Typed
            label={words.pallets}
            value={shown(limits.value.pallets)}
            placeholder={words.blank}
            numeric
            note={words.palletsNote(now.on_pallets, now.today.pallets ?? 0)}
            onCommit={amount(limitPallets)}
          />
        </div>
      )}
    </section>
  );
}

/** A segment's contract and its least cover. */
function Floor({ segment }: { segment: string }) {
  const own: SegmentPolicy | undefined = policy.value?.segments[segment];
  const floor = own?.floor;
  const kind: Contract =
    floor?.kind === "fill_rate" || floor?.kind === "cycle_service_level" ? floor.kind : "none";
  const level = floor?.value ?? 0.9;
  const contract = (floor: Target | undefined) => setBounds(segment, { floor });
  const typedLevel = (text: string) => {
    const value = readNumber(text);
    if (value === null) return typed.notNumber;
    if (value <= 0 || value >= 100) return typed.range;
    if (kind !== "none") contract({ kind, value: Number((value / 100).toPrecision(12)) });
    return "";
  };
  return (
    <>
      <td>
        <Select
          label={words.kindLabel(segment)}
          silent
          looks="compact"
          value={kind}
          options={[
            { value: "none", words: words.noContract },
            { value: "fill_rate", words: rateNames.fill_rate },
            { value: "cycle_service_level", words: rateNames.cycle_service },
          ]}
          onChange={(next) => contract(next === "none" ? undefined : { kind: next, value: level })}
        />
      </td>
      <td>
        {kind !== "none" && (
          <Typed
            label={hidden(words.contractLabel(segment))}
            value={shown(Number((level * 100).toPrecision(12)))}
            numeric
            onCommit={typedLevel}
          />
        )}
      </td>
      <td>
        <Typed
          label={hidden(words.coverLabel(segment))}
          value={shown(own?.min_days || null)}
          placeholder={words.noContract}
          numeric
          onCommit={amount((value) => setBounds(segment, { min_days: value ?? undefined }))}
        />
      </td>
    </>
  );
}
