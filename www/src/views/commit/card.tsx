// What can be promised in general: by segment and tier, for a negotiation.

import { desk } from "../../state/desk";
import { rate, card as words } from "../../text/commit";
import { number, percentage } from "../../text/numbers";
import type { OfferView } from "../../wire";

export function Card() {
  const offers = desk.value?.offers ?? [];
  if (offers.length === 0) return null;
  const tiers = offers.some(({ tier }) => tier);
  const rows = bySegment(offers);
  const segments = new Set(offers.map(({ segment }) => segment)).size;
  return (
    <section class="panel section-gap" aria-labelledby="card-title">
      <div class="panel-head">
        <div>
          <h2 id="card-title">{words.title}</h2>
          <p class="small muted">
            {words.note}
            {tiers && ` ${rows.length === segments ? words.alike : words.apart}`}
          </p>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways */}
      <section class="scroll" tabIndex={0} aria-label={words.region}>
        <table class="table tight-rows">
          <thead>
            <tr>
              <th scope="col">{words.segment}</th>
              {tiers && <th scope="col">{words.tier}</th>}
              <th scope="col" class="num wide-only-cell">
                {words.items}
              </th>
              {[words.owed, words.availability, words.fill].map((name) => (
                <th key={name} scope="col" class="num">
                  {name}
                  <span class="unit">{words.percent}</span>
                </th>
              ))}
              <th scope="col" class="num">
                {words.wait}
                <span class="unit">{words.days}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((same, at) => (
              <Offer
                key={at}
                offers={same}
                tiers={tiers}
                first={rows[at - 1]?.[0]?.segment !== same[0]?.segment}
              />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** A row a segment: a tier whose rates differ from the one before it has a row of its own. */
function bySegment(offers: OfferView[]): OfferView[][] {
  const rows: OfferView[][] = [];
  for (const offer of offers) {
    const before = rows.at(-1)?.[0];
    const same =
      before?.segment === offer.segment &&
      alike(before.fill_rate, offer.fill_rate) &&
      alike(before.availability, offer.availability);
    if (same) rows.at(-1)?.push(offer);
    else rows.push([offer]);
  }
  return rows;
}

const alike = (one: number | null, other: number | null) => Math.abs((one ?? -1) - (other ?? -1)) < 1e-6;

const owed = ({ target }: OfferView) => (target === null ? words.mixed : percentage(target, 0));

/** Tiers of one segment; its name stands in the first of its rows, and is read out in all. */
function Offer({ offers, tiers, first }: { offers: OfferView[]; tiers: boolean; first: boolean }) {
  const [offer] = offers;
  if (!offer) return null;
  return (
    <tr>
      <th scope="row">{first ? offer.segment : <span class="visually-hidden">{offer.segment}</span>}</th>
      {tiers && <td>{offers.map(({ tier }) => tier).join(" / ")}</td>}
      <td class="num wide-only-cell">{first && number(offer.items)}</td>
      <td class="num">{offers.map(owed).join(" / ")}</td>
      <td class="num">{offer.availability === null ? "" : rate(offer.availability)}</td>
      <td class="num">{offer.fill_rate === null ? "" : rate(offer.fill_rate)}</td>
      <td class="num">{offer.wait_days === null ? "" : number(offer.wait_days, 1)}</td>
    </tr>
  );
}
