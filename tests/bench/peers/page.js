// The peers' page: one function that runs a contender on the file in the page's input.

import * as duckdb from "@duckdb/duckdb-wasm";

const file = () => document.querySelector("input").files[0];

/** A contender in a worker; the time is the worker's own, its start not counted. */
const inWorker = (name) =>
  new Promise((resolve, reject) => {
    const worker = new Worker("worker.js");
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      if (data === "started") worker.postMessage({ name, file: file() });
      else if (data.error) reject(new Error(data.error));
      else resolve(data);
    };
  });

/** Types are told, nothing is guessed: weekly sums an item and location, then moments over all weeks. */
const question = `
  WITH cells AS (
    SELECT sku, location, (order_date - DATE '2024-01-01') // 7 AS week, sum(quantity) AS sum, count(*) AS lines
    FROM read_csv('data.csv', auto_detect=false, header=true, delim=',', quote='"', escape='"', columns={
      'order_date': 'DATE', 'sku': 'VARCHAR', 'location': 'VARCHAR', 'channel': 'VARCHAR', 'customer': 'VARCHAR',
      'quantity': 'DOUBLE', 'unit_price': 'VARCHAR'})
    GROUP BY ALL),
  span AS (SELECT max(week) - min(week) + 1 AS periods FROM cells),
  units AS (SELECT sku, location, sum(sum) AS sum, sum(sum * sum) AS squares, sum(lines) AS lines FROM cells GROUP BY ALL)
  SELECT count(*) AS units, sum(lines) AS rows, sum(sum) AS quantity, sum(sum / periods) AS means,
    sum(sqrt(greatest(0, squares - sum * sum / periods) / (periods - 1))) AS deviations
  FROM units, span`;

async function inDuckdb() {
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker("duckdb-browser-eh.worker.js"));
  await db.instantiate(new URL("duckdb-eh.wasm", location.href).href);
  const connection = await db.connect();
  await connection.query("SELECT 1");

  const began = performance.now();
  await db.registerFileHandle("data.csv", file(), duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
  const row = (await connection.query(question)).toArray()[0].toJSON();
  const figures = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));
  return { ...figures, milliseconds: performance.now() - began };
}

window.run = (name) => (name === "duckdb" ? inDuckdb() : inWorker(name));
