// Beside an item's stock: what is promised and delivered, and what would change it most.

import { Table } from "../../parts/table";
import { compared, comparedRows, shorterAsksMore, whatIf, whatIfRows } from "../../text/what_if";
import type { ItemAnswer, Period } from "../../wire";

const looks = "table plain tight-rows quiet levers";

export function Compared({ item }: { item: ItemAnswer }) {
  const rows = comparedRows(item);
  if (rows.length === 0) return null;
  return (
    <Table
      looks={looks}
      first={compared.title}
      heads={[compared.stock, compared.cycle, compared.fill].map((name) => ({ name }))}
    >
      {rows.map(([name, ...figures]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          {figures.map((text, at) => (
            <td class="num" key={at}>
              {text}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

interface Props {
  item: ItemAnswer;
  period: Period;
  currency: string;
}

export function WhatIf({ item, period, currency }: Props) {
  const rows = whatIfRows(item, period, currency);
  if (rows.length === 0) return null;
  return (
    <>
      <Table
        looks={looks}
        first={whatIf.title}
        heads={[whatIf.stock, whatIf.change, whatIf.fill].map((name) => ({ name }))}
      >
        {rows.map(({ step, stock, change, money, fill }) => (
          <tr key={step}>
            <th scope="row">{step}</th>
            <td class="num">{stock}</td>
            <td class="num">
              {change}
              {money && <span class="unit">{money}</span>}
            </td>
            <td class="num">{fill}</td>
          </tr>
        ))}
      </Table>
      {shorterAsksMore(item) && <p class="small muted">{whatIf.shorterAsksMore}</p>}
    </>
  );
}
