// What can be promised in general: by segment and tier, for a negotiation.

import { desk } from "../../state/desk";
import { card as words } from "../../text/commit";
import { number, percentage } from "../../text/numbers";
import type { OfferView } from "../../wire";

export function Card() {
  const offers = desk.value?.offers ?? [];
  if (offers.length === 0) return null;
  const tiers = offers.some(({ tier }) => tier);
  return (
    <section class="panel section-gap" aria-labelledby="card-title">
      <div class="panel-head">
        <div>
          <h2 id="card-title">{words.title}</h2>
          <p class="small muted">{words.note}</p>
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
            {bySegment(offers).map((rows) => (
              <Offer key={rows[0]?.segment} offers={rows} tiers={tiers} />
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
      before.fill_rate === offer.fill_rate &&
      before.availability === offer.availability;
    if (same) rows.at(-1)?.push(offer);
    else rows.push([offer]);
  }
  return rows;
}

const owed = ({ target }: OfferView) => (target === null ? words.mixed : percentage(target, 0));

function Offer({ offers, tiers }: { offers: OfferView[]; tiers: boolean }) {
  const [offer] = offers;
  if (!offer) return null;
  return (
    <tr>
      <th scope="row">{offer.segment}</th>
      {tiers && <td>{offers.map(({ tier }) => tier).join(" / ")}</td>}
      <td class="num wide-only-cell">{number(offer.items)}</td>
      <td class="num">{offers.map(owed).join(" / ")}</td>
      <td class="num">{offer.availability === null ? "" : percentage(offer.availability)}</td>
      <td class="num">{offer.fill_rate === null ? "" : percentage(offer.fill_rate)}</td>
      <td class="num">{offer.wait_days === null ? "" : number(offer.wait_days, 1)}</td>
    </tr>
  );
}
