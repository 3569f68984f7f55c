/** Builds the frame's page; `vite.loader.config.ts` builds the script for the host page. */

import { defineConfig } from "vitest/config";

/** The words are downloaded without the spaces that only translators need. */
const tightenWords = {
  name: "tighten-words",
  generateBundle(_: unknown, bundle: Record<string, { type: string; fileName: string; source?: unknown }>) {
    for (const file of Object.values(bundle)) {
      if (!file.fileName.endsWith(".json")) continue;
      file.source = JSON.stringify(JSON.parse(String(file.source)));
    }
  },
};

export default defineConfig({
  base: "/widget/",
  publicDir: false,
  plugins: [tightenWords],
  // Children as arguments, and no second function that makes elements: it is shorter.
  oxc: {
    jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment" },
    jsxInject: 'import { Fragment, h } from "preact";',
  },
  build: {
    // One entry and nothing to preload: the list of what to preload would be all that there is.
    modulePreload: false,
    // What computes with colours; for older ones the build would write much more.
    cssTarget: ["chrome131", "firefox133", "safari18"],
    // The words are files, one a language, of which one is fetched.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: "frame.html",
      optimization: { inlineConst: { mode: "all", pass: 2 } },
      // Every name stands in the script; 36 bits tell two builds apart.
      output: { assetFileNames: "assets/[name]-[hash:6][extname]" },
    },
  },
  // Tests that draw ask for a document by themselves; most need none, and one takes a second to make.
  test: { environment: "node", restoreMocks: true },
});
