/** Fails when the catalogues don't hold exactly the texts of the sources; leaves them as they were. */

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("src/locales/", import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith(".po"));
const before = new Map(files.map((name) => [name, readFileSync(folder + name, "utf8")]));

execFileSync("npx", ["--no-install", "lingui", "extract", "--clean"], {
  stdio: ["ignore", "ignore", "inherit"],
});

// The date of the extraction is no difference.
const comparable = (text) => text.replace(/^"POT-Creation-Date:.*\n/m, "");
const stale = files.filter(
  (name) => comparable(readFileSync(folder + name, "utf8")) !== comparable(before.get(name)),
);
for (const name of files) writeFileSync(folder + name, before.get(name));
for (const name of stale) process.stderr.write(`src/locales/${name} is stale: run npm run extract\n`);
process.exitCode = stale.length > 0 ? 1 : 0;
