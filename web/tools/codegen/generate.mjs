/** Writes the TypeScript types of frames, entries, commands and HTTP bodies from docs/api/openapi.json. */

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../..");
const source = process.env.CORDBOARD_OPENAPI ?? resolve(root, "docs/api/openapi.json");
const targets = ["web/workspace/src/api/schema.ts", "web/widget/src/schema.ts"].map((file) =>
  resolve(root, file),
);
const header = `/** Types of everything that travels between the pages and the server, generated from docs/api/openapi.json: \`npm run codegen\`. */
`;

/**
 * Drops `discriminator`: every tag (t, name, kind, of) is an enum of one value already, which is what TypeScript
 * narrows by; openapi-typescript would replace it with the name of the schema.
 */
function withoutDiscriminators(node) {
  if (Array.isArray(node)) return node.map(withoutDiscriminators);
  if (node === null || typeof node !== "object") return node;
  const kept = Object.entries(node).filter(
    ([key, value]) => !(key === "discriminator" && value?.propertyName),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutDiscriminators(value)]));
}

/** What decides on which side a message stands: another one is another version of the protocol. */
const FIXED = new Set(["AuthorRole"]);
const ANY_TEXT = ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
/** Another text; a plain `string` would swallow those that are named. */
const ANOTHER = ts.factory.createIntersectionTypeNode([ANY_TEXT, ts.factory.createTypeLiteralNode([])]);

/**
 * Leaves an enumeration open: a page may meet a value of a newer server, so that every choice needs something for
 * another one. A single value is a tag, by which TypeScript tells shapes apart.
 */
function openEnumeration({ title, enum: values }) {
  if (!Array.isArray(values) || values.length < 2 || FIXED.has(title)) return undefined;
  const literal = (value) => ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(value));
  return ts.factory.createUnionTypeNode([...values.map(literal), ANOTHER]);
}

/** One short name for each schema whose name can be one, so that nobody has to write components["schemas"][...]. */
function aliases(schemas) {
  const names = Object.keys(schemas).filter((name) => /^[A-Za-z_]\w*$/.test(name));
  return names.map((name) => `export type ${name} = components["schemas"]["${name}"];\n`).join("");
}

function formatted(text) {
  const biome = resolve(root, "web/node_modules/.bin/biome");
  return execFileSync(biome, ["format", "--stdin-file-path=schema.ts"], {
    cwd: resolve(root, "web"),
    input: text,
    encoding: "utf8",
  });
}

async function generated() {
  const document = withoutDiscriminators(JSON.parse(readFileSync(source, "utf8")));
  const nodes = await openapiTS(document, {
    defaultNonNullable: false,
    alphabetize: true,
    transform: openEnumeration,
  });
  return formatted(`${header}\n${astToString(nodes)}\n${aliases(document.components?.schemas ?? {})}`);
}

const text = await generated();
const stale = targets.filter((file) => !existsSync(file) || readFileSync(file, "utf8") !== text);
if (process.argv.includes("--check")) {
  for (const file of stale) process.stderr.write(`${relative(root, file)} is stale: run npm run codegen\n`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const file of stale) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    process.stdout.write(`wrote ${relative(root, file)}\n`);
  }
}
