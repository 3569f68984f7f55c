/** Builds one classic script with a fixed name: it stands in the pages of others. */

import { defineConfig } from "vite";

export default defineConfig({
  publicDir: false,
  build: {
    emptyOutDir: false,
    rolldownOptions: {
      input: "src/loader/main.ts",
      output: { format: "iife", entryFileNames: "loader.js" },
    },
  },
});
