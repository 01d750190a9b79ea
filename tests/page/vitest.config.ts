// The boundary tests run in node, against what was built: the module that stands in the single file.

import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: { include: ["**/*.test.{ts,tsx}"], testTimeout: 30_000 },
});
