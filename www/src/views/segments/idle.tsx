// Stock of items that nobody has asked for in a long time: what it ties up, with the way to the list.

import { Callout } from "../../parts/callout";
import { report } from "../../state/files";
import { choose } from "../../state/items";
import { go } from "../../state/route";
import { idle as words } from "../../text/segments";

function show(): void {
  choose({ dormant_only: true, exceptions_only: false, search: "", segments: [] });
  go("items");
}

export function Idle() {
  const found = report.value?.findings.find(({ code }) => code === "dormant_stock");
  if (!found) return null;
  const button = (
    <button type="button" class="btn" onClick={show}>
      {words.show(found.count)}
    </button>
  );
  return (
    <Callout tone="risk" title={words.title(found.count)} actions={button}>
      <p>{[found.detail, words.advice].filter(Boolean).join(" ")}</p>
    </Callout>
  );
}
