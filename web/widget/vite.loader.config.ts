/** Builds one classic script with a fixed name: it stands in the pages of others. */

import { defineConfig, type Plugin } from "vite";

/** The server looks for it with these quotes; what makes the script small may have chosen others. */
const SETTINGS = '"__CORDBOARD_SETTINGS__"';

/** A style sheet without the spaces that it needs only for whoever reads it. */
function tightened(rules: string): string {
  return rules
    .replace(/\s*\n\s*/g, "")
    .replace(/([{:;,]) /g, "$1")
    .replace(/;? ?}/g, "}")
    .replaceAll(" {", "{");
}

const quoteSettings: Plugin = {
  name: "quote-settings",
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      chunk.code = chunk.code.replace(/(["'`])__CORDBOARD_SETTINGS__\1/g, SETTINGS);
      chunk.code = chunk.code.trim().replace(/`\s*:host[^`]+`/, tightened);
      if (chunk.code.split(SETTINGS).length !== 2) this.error(`${SETTINGS} must stand in the script once`);
    }
  },
};

export default defineConfig({
  publicDir: false,
  plugins: [quoteSettings],
  build: {
    emptyOutDir: false,
    rolldownOptions: {
      input: "src/loader/main.ts",
      optimization: { inlineConst: { mode: "all", pass: 2 } },
      output: { format: "iife", entryFileNames: "loader.js" },
    },
  },
});
