// The two products as people open them: nothing leaves the page, the policy holds, and the site
// works without its server.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, fileAddress, openFile, shipped, test } from "./rig";

test("the single file asks for nothing but itself", async ({ page, log }) => {
  await openFile(page);
  await expect(page.locator("main")).toHaveAttribute("data-status", "empty");
  await expect.poll(() => page.workers().length).toBe(1);
  expect(log.requests).toEqual([fileAddress()]);
  expect(log.complaints).toEqual([]);
});

test("the site asks for its own few files and nothing else", async ({ page, log, site }) => {
  await page.goto(site.address);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  const names = ["", "service-worker.js", "manifest.webmanifest", "icon.svg", "icon-192.png", "icon-512.png"];
  const own = names.map((name) => site.address + name);
  expect(log.requests.filter((request) => !own.includes(request))).toEqual([]);
  expect(log.complaints).toEqual([]);
});

test("the site is the single file", () => {
  expect(readFileSync(join(shipped.site, "index.html")).equals(readFileSync(shipped.singleFile))).toBe(true);
});

test("no script, worker or page of its own can send anything", async ({ page, site }) => {
  let hits = 0;
  const stranger = createServer((_, response) => {
    hits += 1;
    response.setHeader("access-control-allow-origin", "*").end("hit");
  });
  await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(stranger.address() as { port: number }).port}/`;
  await page.goto(site.address);
  await expect.poll(() => page.workers().length).toBe(1);
  const tries = (address: string) => {
    const failed = () => "refused";
    const sent = [fetch(address).then(() => "sent", failed)];
    if (typeof XMLHttpRequest !== "undefined") {
      const request = new XMLHttpRequest();
      request.open("POST", address);
      sent.push(
        new Promise((resolve) =>
          Object.assign(request, { onload: () => resolve("sent"), onerror: () => resolve("refused") }),
        ),
      );
      request.send("data");
    }
    if (typeof document !== "undefined") {
      navigator.sendBeacon(address, "data");
      const image = new Image();
      image.src = address;
      const link = Object.assign(document.createElement("link"), { rel: "prefetch", href: address });
      document.head.append(link);
    }
    try {
      new WebSocket(address.replace("http", "ws"));
    } catch {
      // Refused at once.
    }
    return Promise.all(sent);
  };
  expect(new Set(await page.evaluate(tries, address))).toEqual(new Set(["refused"]));
  expect(new Set(await page.workers()[0]?.evaluate(tries, address))).toEqual(new Set(["refused"]));
  await page.waitForTimeout(300);
  stranger.close();
  expect(hits).toBe(0);
});

test("the site opens again with the server stopped", async ({ page, site }) => {
  await page.goto(site.address);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.reload();
  await site.close();
  await page.reload();
  await expect(page.locator("main")).toHaveAttribute("data-status", "empty");
  await expect.poll(() => page.workers().length).toBe(1);
});

test("inside another page nothing is started", async ({ page, site }) => {
  const stranger = createServer((_, response) => {
    response.setHeader("content-type", "text/html").end(`<iframe src="${site.address}"></iframe>`);
  });
  await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
  await page.goto(`http://127.0.0.1:${(stranger.address() as { port: number }).port}/`);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByText("Open it in a tab of its own.")).toBeVisible();
  await expect(frame.locator("main, input, button")).toHaveCount(0);
  expect(page.workers()).toHaveLength(0);
  stranger.close();
});
