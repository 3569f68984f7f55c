/** Builds the service worker: one classic script with a fixed name, its address being its identity. */

import { defineConfig } from "vite";

export default defineConfig({
  publicDir: false,
  build: {
    emptyOutDir: false,
    rolldownOptions: {
      input: "src/notifications/worker/main.ts",
      output: { format: "iife", entryFileNames: "worker.js" },
    },
  },
});
