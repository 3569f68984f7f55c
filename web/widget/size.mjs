// Builds the widget and fails when what a customer downloads has grown over the budget.

import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const BUDGET_BYTES = 30 * 1000;
const LANGUAGE = /^(en|th|lv|sv|id|nl)-.*json$/;

await build({ logLevel: "warn" });
await build({ logLevel: "warn", configFile: "vite.loader.config.ts" });

const gzipped = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const files = ["loader.js", "frame.html", ...readdirSync("dist/assets").map((name) => `assets/${name}`)];
const sizes = files.map((name) => ({ name, bytes: gzipped(`dist/${name}`) }));
const isWords = ({ name }) => LANGUAGE.test(name.replace("assets/", ""));

// A customer downloads the words of one language: the longest counts.
const words = Math.max(...sizes.filter(isWords).map(({ bytes }) => bytes));
const rest = sizes.filter((size) => !isWords(size)).reduce((sum, { bytes }) => sum + bytes, 0);
const total = rest + words;

for (const { name, bytes } of sizes) process.stdout.write(`${String(bytes).padStart(7)} ${name}\n`);
process.stdout.write(
  `${String(total).padStart(7)} of ${BUDGET_BYTES} bytes gzip: loader, frame and one language\n`,
);
if (sizes.filter(isWords).length !== 6 || total > BUDGET_BYTES) {
  process.stdout.write("Over the budget, or the languages are no longer files of their own.\n");
  process.exitCode = 1;
}
