// What can be taken along from every screen: each file has one button, here or on its own screen.

import { Icon } from "../parts/icon";
import { downloadLicences, downloadPolicy, downloadResults, downloadTrouble } from "../state/downloads";
import type { Screen } from "../state/route";
import { downloads } from "../text/page";
import type { Export } from "../wire";

export const DownloadResults = ({ what }: { what: Export }) => (
  <button type="button" class="btn" onClick={() => void downloadResults(what)}>
    <Icon name="export" />
    {downloads[what]}
  </button>
);

export const Footer = ({ screen }: { screen: Screen }) => (
  <section class="foot" aria-label={downloads.label}>
    <p class="muted small">
      {downloads.note}{" "}
      <button type="button" class="btn link" onClick={downloadLicences}>
        {downloads.licences}
      </button>
    </p>
    <div class="row end">
      {screen !== "items" && <DownloadResults what="item_results" />}
      {screen !== "segments" && <DownloadResults what="segment_results" />}
      <button type="button" class="btn" onClick={() => void downloadPolicy()}>
        <Icon name="export" />
        {downloads.policy}
      </button>
    </div>
    {downloadTrouble.value && (
      <p class="field-note error" role="alert">
        {downloadTrouble.value}
      </p>
    )}
  </section>
);
