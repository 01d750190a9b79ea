// A file that is being read, waits for it, or could not be read.

import { Callout } from "../../parts/callout";
import { Chip } from "../../parts/chip";
import { Icon } from "../../parts/icon";
import { cancelReading, remove } from "../../state/arrivals";
import { type Loaded, type Reading, readingNow, readingSlots } from "../../state/files";
import { card as words } from "../../text/data";
import { number } from "../../text/numbers";

export function Unread({ file }: { file: Loaded }) {
  const now = readingNow.value?.slot === file.slot ? readingNow.value : null;
  const done = !readingSlots.value.includes(file.slot);
  const title = `unread-${file.slot}`;
  return (
    <article class="panel" aria-labelledby={title}>
      <div class="panel-head">
        <div class="file-title">
          <Icon name="file" />
          <h2 id={title}>{file.name}</h2>
          <Chip tone={file.failure ? "no" : "note"}>
            {file.failure ? words.failed : done ? words.read : now ? words.reading : words.waiting}
          </Chip>
        </div>
        {file.failure ? (
          <button
            type="button"
            class="btn quiet icon-only"
            aria-label={words.remove(file.name)}
            onClick={() => void remove(file.slot)}
          >
            <Icon name="close" />
          </button>
        ) : (
          !done && (
            <button type="button" class="btn" onClick={() => void cancelReading()}>
              {words.cancel}
            </button>
          )
        )}
      </div>
      <div class="panel-body">
        {file.failure ? (
          <Callout tone="no" title={file.failure} actions={<ByItem file={file} />} />
        ) : (
          <Bar name={file.name} size={file.size} now={now} done={done} />
        )}
      </div>
    </article>
  );
}

function ByItem({ file: { byItem } }: { file: Loaded }) {
  if (!byItem) return null;
  return (
    <button type="button" class="btn" onClick={byItem}>
      {words.byItem}
    </button>
  );
}

/** Before so long a time left would be a guess. */
const guessMilliseconds = 500;

/** Rows a second and the time left, where they can be told. */
export function pace({ bytes, size, rows, milliseconds }: Reading): string {
  if (milliseconds < guessMilliseconds || bytes === 0 || bytes >= size) return "";
  const left = (milliseconds / bytes) * (size - bytes);
  const rate =
    rows > 0 ? words.rate((1000 * rows) / milliseconds) : words.speed((1000 * bytes) / milliseconds);
  return `${rate} · ${words.left(left / 1000)}`;
}

interface BarProps {
  name: string;
  size: number;
  now: Reading | null;
  done: boolean;
}

function Bar({ name, size, now, done }: BarProps) {
  const share = done ? 100 : now && size > 0 ? (100 * now.bytes) / size : 0;
  return (
    <div class="progress">
      <div class="row between">
        <span>{words.sofar(done ? size : (now?.bytes ?? 0), size)}</span>
        <span class="label-sm">{now && pace(now)}</span>
      </div>
      <progress max={100} value={share} aria-label={words.progress(name)}>
        {number(share)}
      </progress>
    </div>
  );
}
