/** Builds the frame's page; `vite.loader.config.ts` builds the script for the host page. */

import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "/widget/",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    // A list of what to preload costs more than the one small chunk of words that it would speed up.
    modulePreload: false,
    rolldownOptions: { input: "frame.html" },
  },
  // Tests that draw ask for a document by themselves; most need none, and one takes a second to make.
  test: { environment: "node", restoreMocks: true },
});
