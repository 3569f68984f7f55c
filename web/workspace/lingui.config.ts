/** Says which languages there are and where their catalogues lie. */

import { defineConfig } from "@lingui/cli";

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "th", "lv", "sv", "id", "nl"],
  catalogs: [
    {
      path: "<rootDir>/src/locales/{locale}",
      include: ["src"],
      exclude: ["**/*.test.*", "**/schema.ts"],
    },
  ],
  // Line numbers would change the catalogues with every edit of a source file.
  format: "po",
  formatOptions: { lineNumbers: false },
});
