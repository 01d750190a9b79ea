// Files as they arrive become files that the engine reads: gzip and zip are unpacked, the sheets of
// a workbook become tab-separated text. What is none of these passes as it is.
//
// In: one file. Out: files held in memory (by the browser, which may put them on the disk), because
// the engine reads kept files again. An archive is refused as a whole, never read in part without a
// word; what is in it and is no table is named. At most 1 GiB comes out of one file.

import { fileChanged, fileGone } from "../../text/engine";
import { packed as words } from "../../text/packed";
import { pieces, Unreadable } from "../reading";
import { readExcel } from "./excel";
import { counted, Damaged, inflated, type Pieces } from "./inflate";
import { isProtected, kindOf, officeKind } from "./kind";
import { Refused } from "./refused";
import { content, type Entry, entries } from "./zip";

/** What became of a file: the files to read, and what was in it besides. */
export interface Opened {
  files: File[];
  /** A sentence on what was left out; empty where nothing was. */
  leftOut: string;
}

/** What opening is told and tells. */
export interface Watch {
  /** Stops at the next piece; what is open then rejects with the signal's reason. */
  signal: AbortSignal;
  /** Packed bytes used up so far. */
  onProgress: (bytes: number) => void;
}

/** What one file may become, in bytes: as much as a page may hold beside the engine. */
export const mostBytes = 2 ** 30;

/** Files are collected in parts of this size, which the browser keeps outside the page's own memory. */
const partSize = 4 * 1024 * 1024;

const table = /\.(csv|tsv|tab|txt|json)$/i;
const openable = /\.(csv|tsv|tab|txt|json|xlsx|xlsm|gz)$/i;
/** What systems add to an archive by themselves. */
const byTheWay = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i;

/** Whether a file has to be opened before it can be read. */
export const isPacked = async (file: File) => (await kindOf(file)) !== "text";

/** Opens a file. Rejects with [`Refused`], whose message is a sentence, or with the signal's reason. */
export async function open(file: File, watch: Watch): Promise<Opened> {
  const opening: Opening = { ...watch, budget: { left: mostBytes }, depth: 0 };
  try {
    return await opened(file, opening);
  } catch (error) {
    watch.signal.throwIfAborted();
    if (error instanceof Unreadable && error.code === "file_changed")
      throw new Refused(fileChanged(file.name));
    if (error instanceof Unreadable || error instanceof DOMException) throw new Refused(fileGone(file.name));
    throw error;
  }
}

interface Opening extends Watch {
  budget: { left: number };
  /** 0 for a file that arrived, 1 for one within it. */
  depth: number;
}

async function opened(file: File, opening: Opening): Promise<Opened> {
  const kind = await kindOf(file);
  if (kind === "text") return { files: [file], leftOut: "" };
  if (kind === "compound") {
    throw new Refused(((await isProtected(file)) ? words.protectedExcel : words.oldExcel)(file.name));
  }
  if (kind === "gzip") return gunzipped(file, opening);
  const inside = await entries(file);
  const office = officeKind(file.name, inside);
  if (office === "excel") return { files: await readExcel(file, opening), leftOut: "" };
  if (office !== "files") throw new Refused(office.refused);
  if (opening.depth > 0) throw new Refused(words.tooDeep(file.name));
  return unzipped(file, inside, opening);
}

async function gunzipped(file: File, opening: Opening): Promise<Opened> {
  const refuse = (error: unknown): never => {
    throw error instanceof Damaged ? new Refused(words.damagedGzip(file.name)) : error;
  };
  const packed = told(pieces(file) as Pieces, opening, 0);
  const name = file.name.replace(/\.gz(ip)?$/i, "");
  const inner = await held(inflated(packed, "gzip"), name, file.name, opening).catch(refuse);
  const mark = await inner.slice(257, 262).text();
  if (mark === "ustar") throw new Refused(words.tape(file.name));
  return within(inner, file.name, opening);
}

async function unzipped(file: File, inside: Entry[], opening: Opening): Promise<Opened> {
  const own = inside.filter(({ path }) => !byTheWay.test(path));
  const wanted = own.filter(({ path }) => openable.test(path));
  const others = own.filter((entry) => !wanted.includes(entry)).map(({ path }) => path);
  if (wanted.length === 0) throw new Refused(words.noTable(file.name, others));
  const files: File[] = [];
  let done = 0;
  for (const entry of wanted) {
    const name = `${file.name} · ${entry.path}`;
    const inner = await held(content(file, entry), name, file.name, opening);
    const { files: found } = table.test(entry.path)
      ? { files: [inner] }
      : await within(inner, file.name, { ...opening, onProgress: () => {} });
    files.push(...found);
    done += entry.packedSize;
    opening.onProgress(done);
  }
  return { files, leftOut: others.length > 0 ? words.leftOut(file.name, others) : "" };
}

/** A file that came out of another is opened once more, and no deeper. */
async function within(inner: File, outer: string, opening: Opening): Promise<Opened> {
  if ((await kindOf(inner)) === "text") return { files: [inner], leftOut: "" };
  if (opening.depth > 0) throw new Refused(words.tooDeep(outer));
  return opened(inner, { ...opening, depth: opening.depth + 1 });
}

/** The pieces as a file, counted against what may come out of one file. */
async function held(all: Pieces, name: string, outer: string, opening: Opening): Promise<File> {
  const parts: Blob[] = [];
  let loose: BlobPart[] = [];
  let size = 0;
  const refuse = () => {
    throw new Refused(words.tooLarge(outer));
  };
  for await (const piece of counted(all, opening.budget, refuse)) {
    opening.signal.throwIfAborted();
    loose.push(piece);
    size += piece.byteLength;
    if (size < partSize) continue;
    parts.push(new Blob(loose));
    [loose, size] = [[], 0];
  }
  return new File([...parts, ...loose], name);
}

async function* told(
  all: Pieces,
  { onProgress }: Watch,
  before: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let bytes = before;
  for await (const piece of all) {
    yield piece;
    bytes += piece.byteLength;
    onProgress(bytes);
  }
}
