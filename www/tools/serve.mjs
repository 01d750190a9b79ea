// A static server on loopback, for looking at the site and for the browser tests.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

/** @type {Record<string, string>} */
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".png": "image/png",
};

/**
 * Serves a folder on 127.0.0.1. A port that is taken gives the next free one.
 *
 * @param {string} folder
 * @param {{ port?: number, onRequest?: (path: string) => void }} [options] port 0 takes any
 * @returns {Promise<{ address: string, close: () => Promise<void> }>}
 */
export async function serve(folder, { port = 8017, onRequest = () => {} } = {}) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    onRequest(path);
    const { status, type, body } = await page(folder, path);
    response.writeHead(status, { "content-type": type, "cache-control": "no-cache" });
    response.end(body);
  });
  const taken = await listen(server, port);
  return {
    address: `http://127.0.0.1:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {string} folder
 * @param {string} path as asked for, starting with a slash
 */
async function page(folder, path) {
  try {
    const name = normalize(decodeURIComponent(path)).replace(/[/\\]$/, "/index.html");
    const body = await readFile(join(folder, name));
    return { status: 200, type: types[extname(name)] ?? "application/octet-stream", body };
  } catch {
    return { status: 404, type: "text/plain; charset=utf-8", body: "There is no such page here." };
  }
}

/**
 * @param {import("node:http").Server} server
 * @param {number} port
 * @returns {Promise<number>} the port taken
 */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const taken = "code" in error && error.code === "EADDRINUSE";
      if (taken) listen(server, port + 1).then(resolve, reject);
      else reject(error);
    });
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
