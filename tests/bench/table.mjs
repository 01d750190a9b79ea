// What came of the runs, as a table: medians, ratios, memory, and whether all agree.

/**
 * @typedef {object} Run
 * @property {string} file
 * @property {number} round
 * @property {string} name
 * @property {number} milliseconds
 * @property {number} megabytes
 * @property {string} [trouble]
 * @property {number} [rows]
 * @property {number} [units]
 * @property {number} [quantity]
 * @property {number} [means]
 * @property {number} [deviations]
 * @property {number} [bytes]
 * @property {number[]} [longTasks]
 * @property {number} [readingMegabytes]
 * @property {number} [before]
 * @property {number} [during]
 * @property {number} [after]
 *
 * @typedef {import("./data.mjs").Held} Held
 */

/** Sums of doubles in another order differ in their last digits. */
const closeness = 1e-9;

/**
 * One file's table.
 *
 * @param {Run[]} runs
 * @param {Held} held
 */
export function table(runs, held) {
  const names = [...new Set(runs.map(({ name }) => name))];
  const [file] = runs.map(({ file }) => file);
  const size = `${(held.bytes / 1e6).toFixed(0)} MB, ${held.rows.toLocaleString("en")} rows, ${held.units.toLocaleString("en")} units`;
  return [
    `\n### ${file}: ${size}\n`,
    "| | runs | median ms | least to most | x reference | product is faster by | peak MB | agrees |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...names.filter((name) => name !== "cancel").map((name) => line(name, runs, held)),
    "",
    ...notes(runs),
  ].join("\n");
}

/**
 * @param {string} name
 * @param {Run[]} runs
 * @param {Held} held
 */
function line(name, runs, held) {
  const own = runs.filter((run) => run.name === name && !run.trouble);
  const failed = runs.find((run) => run.name === name && run.trouble);
  if (own.length === 0) return `| ${name} | 0 | ${failed?.trouble ?? ""} | | | | | |`;
  const times = own.map((run) => run.milliseconds);
  const peaks = own.map((run) => run.readingMegabytes ?? run.megabytes);
  const agrees = own.every((run) => right(run, runs, held)) ? "yes" : "NO";
  return `| ${[
    name,
    `${own.length}${failed ? `, and failed: ${failed.trouble}` : ""}`,
    median(times).toFixed(0),
    `${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)}`,
    ratio(own, runs, "reference"),
    ratio(own, runs, "product"),
    Math.max(...peaks),
    agrees,
  ].join(" | ")} |`;
}

/**
 * The median over the rounds of the ratio to another contender in the same round.
 *
 * @param {Run[]} own
 * @param {Run[]} runs
 * @param {string} to
 */
function ratio(own, runs, to) {
  const ratios = own.flatMap((run) => {
    const other = runs.find(({ name, round, trouble }) => name === to && round === run.round && !trouble);
    return other ? [run.milliseconds / other.milliseconds] : [];
  });
  return ratios.length === 0 ? "" : median(ratios).toFixed(2);
}

/**
 * Whether a run's figures are those of the file, and its means and deviations those of the first contender.
 *
 * @param {Run} run
 * @param {Run[]} runs
 * @param {Held} held
 */
function right(run, runs, held) {
  if (run.name === "reference") return run.bytes === held.bytes;
  const first = runs.find(({ deviations }) => deviations !== undefined);
  return (
    run.rows === held.rows &&
    run.units === held.units &&
    close(run.quantity, held.quantity) &&
    close(run.means, first?.means) &&
    close(run.deviations, first?.deviations)
  );
}

/**
 * @param {number | undefined} one
 * @param {number | undefined} other
 */
const close = (one = Number.NaN, other = Number.NaN) => Math.abs(one - other) <= closeness * Math.abs(other);

/** @param {Run[]} runs */
function notes(runs) {
  const own = runs.filter((run) => run.name === "product" && run.longTasks);
  const quiet = own.filter(({ longTasks = [] }) => longTasks.length === 0).length;
  const tasks = own.flatMap(({ longTasks = [] }) => longTasks);
  const cancels = runs.filter((run) => run.name === "cancel" && !run.trouble);
  return [
    own.length > 0 &&
      `No task over 50 ms in ${quiet} of ${own.length} runs${tasks.length > 0 ? `; the longest took ${Math.max(...tasks)} ms` : ""}.`,
    ...cancels.map(
      ({ milliseconds, before, during, after }) =>
        `Cancel: old state back after ${milliseconds.toFixed(0)} ms; renderer ${before} MB before, ${during} MB while reading, ${after} MB after 300 ms.`,
    ),
  ].filter(Boolean);
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
