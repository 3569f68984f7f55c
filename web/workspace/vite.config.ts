// How the workspace is built and its modules are tested.
import { transformAsync } from "@babel/core";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Expands Lingui's macros, by hand because the usual Babel plugin for Vite 8 refuses Node 20. */
function linguiMacros(): Plugin {
  return {
    name: "lingui-macros",
    enforce: "pre",
    async transform(code, id) {
      const file = id.split("?")[0] ?? id;
      if (
        !/\.tsx?$/.test(file) ||
        file.includes("/node_modules/") ||
        !/@lingui\/(core|react)\/macro/.test(code)
      ) {
        return null;
      }
      const result = await transformAsync(code, {
        filename: file,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
        parserOpts: { plugins: ["typescript", "jsx"] },
        plugins: ["@lingui/babel-plugin-lingui-macro"],
      });
      return result?.code == null ? null : { code: result.code, map: result.map ?? null };
    },
  };
}

/** Where a server under development listens. */
const SERVER = "http://127.0.0.1:8000";

export default defineConfig({
  base: "/workspace/",
  plugins: [linguiMacros(), react()],
  server: {
    // The server compares a page's origin with the host that it was asked at: both are this one's.
    proxy: { "/api": { target: SERVER }, "/socket": { target: SERVER, ws: true } },
    // A test compares the server's words with the sentences here.
    fs: { allow: ["..", "../../src/cordboard/app", "../../src/cordboard/core"] },
  },
  // Fluent is most of it, and it is fetched once for a whole working day.
  build: { chunkSizeWarningLimit: 1000 },
  // Drawn pages take their time on a machine that is busy with other checks.
  test: { environment: "happy-dom", restoreMocks: true, testTimeout: 20_000 },
});
