// The command that opens the tool: set up, build, serve.

import { build } from "./build.mjs";
import { shipped } from "./places.mjs";
import { serve } from "./serve.mjs";
import { setUp } from "./setup.mjs";
import { main } from "./steps.mjs";

async function start() {
  await setUp();
  await build();
  const { address } = await serve(shipped.site, { port: Number(process.env.PORT ?? 8017) });
  console.log(`\nThe tool:                 ${address}`);
  console.log(`The same as one file:     ${shipped.singleFile}`);
  console.log("Open either in a browser; a sample is one click away. Ctrl+C stops the server.");
}

await main(start);
