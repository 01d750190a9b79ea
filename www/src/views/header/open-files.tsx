// The one input for files: tables and a policy, several at once. Other buttons open this one.

import { Icon } from "../../parts/icon";
import { take } from "../../state/arrivals";
import { openFiles } from "../../text/page";

const inputId = "open-files";

/** Opens the browser's choice of files, as the input itself does. */
export const chooseFiles = () => document.getElementById(inputId)?.click();

function taken(input: HTMLInputElement) {
  const files = [...(input.files ?? [])];
  input.value = ""; // So that the same file can be chosen again.
  void take(files);
}

export const OpenFiles = () => (
  <label class="btn file-button" for={inputId}>
    <Icon name="open" />
    <span class="file-words">{openFiles}</span>
    <input
      id={inputId}
      type="file"
      multiple
      accept=".csv,.tsv,.tab,.txt,.json,.xlsx,.xlsm,.xls,.zip,.gz,text/csv,text/tab-separated-values,text/plain,application/json"
      onChange={(event) => taken(event.currentTarget)}
    />
  </label>
);
