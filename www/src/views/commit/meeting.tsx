// A page for the customer: promised lines. No cost, no stock, no chance, nobody
// else's name or order: a line of another customer never stands on it.

import { Icon } from "../../parts/icon";
import { asked, desk, rows } from "../../state/desk";
import { entries } from "../../state/policy";
import { amount, fullDay, meeting as words } from "../../text/commit";

/**
 * Prints this page alone: the style sheet hides the rest while the mark stands. It stands until the
 * printing is over, because where `print` comes back at once the paper would show the whole desk.
 */
function printMeeting() {
  document.documentElement.dataset.print = "meeting";
  addEventListener("afterprint", () => delete document.documentElement.dataset.print, { once: true });
  print();
}

/** Whose page it is: the customer in the form, else the only one of the list. */
function customer(): string {
  const { who, whoIsTier } = asked.value;
  if (who && !whoIsTier) return who;
  const names = new Set(entries.value.map(({ line }) => line.customer));
  return names.size === 1 ? ([...names][0] ?? "") : "";
}

export function Meeting() {
  const name = customer();
  const lines = entries.value
    .map((entry, at) => ({ ...entry, row: rows.value[at] ?? null }))
    .filter(({ promised, line }) => promised && (line.customer === name || (!name && !line.customer)));
  const others = new Set(entries.value.flatMap(({ promised, line }) => (promised ? [line.customer] : [])));
  return (
    <>
      {lines.length === 0 && others.size > 0 && <p class="foot muted small">{words.whose(others.size)}</p>}
      {lines.length > 0 && (
        <div class="foot">
          <span class="muted small">{words.title}</span>
          <button type="button" class="btn" onClick={printMeeting}>
            <Icon name="print" />
            {words.print}
          </button>
        </div>
      )}
      <section class="meeting" aria-hidden="true">
        <h1>{words.title}</h1>
        <p>
          {name && `${words.forWhom(name)} · `}
          {desk.value && words.of(desk.value.today)}
        </p>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words.item}</th>
              <th scope="col">{words.description}</th>
              <th scope="col" class="num">
                {words.quantity}
              </th>
              <th scope="col">{words.day}</th>
              <th scope="col">{words.reference}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ line, row }, at) => (
              <tr key={at}>
                <th scope="row">{line.item}</th>
                <td>{row?.description}</td>
                <td class="num">{amount(line.quantity)}</td>
                <td>{fullDay(line.due)}</td>
                <td>{line.reference}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="small">{words.foot}</p>
      </section>
    </>
  );
}
