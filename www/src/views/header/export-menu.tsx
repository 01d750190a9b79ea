// The results to take along, from every screen.

import { Float } from "../../parts/float";
import { Icon } from "../../parts/icon";
import { downloadResults, excelForm } from "../../state/downloads";
import { summary } from "../../state/results";
import { downloads, excelDownloads, exportMenu } from "../../text/page";

export const ExportMenu = () =>
  summary.value && (
    <span class="hide-narrow">
      <Float
        looks="btn quiet"
        title={exportMenu.button}
        button={
          <>
            {exportMenu.button} <Icon name="down" />
          </>
        }
      >
        <div class="stack tight menu">
          <Exports />
        </div>
      </Float>
    </span>
  );

/** The files to take along; on a phone they stand in the policy's menu. */
export const Exports = () => (
  <>
    {(["item_results", "segment_results"] as const).map((what) => (
      <button key={what} type="button" class="btn" onClick={() => void downloadResults(what)}>
        <Icon name="export" />
        {downloads[what]}
      </button>
    ))}
    {(["item_results", "segment_results"] as const).map((what) => (
      <button key={what} type="button" class="btn" onClick={() => void downloadResults(what, excelForm())}>
        <Icon name="export" />
        {excelDownloads[what]}
      </button>
    ))}
    <button type="button" class="btn" onClick={() => print()}>
      <Icon name="print" />
      {downloads.print}
    </button>
    <p class="small muted">{downloads.note}</p>
  </>
);
