/** Tells which rooms of the workspace may know which, as the house's plan says. */

import { expect, test } from "vitest";

const sources = import.meta.glob<string>("../**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** What each room may import besides itself; app puts everything together. */
const MAY_KNOW: Record<string, string[]> = {
  api: [],
  ui: ["api", "locales"],
  realtime: ["api"],
  notifications: ["api", "realtime", "ui"],
  features: ["api", "realtime", "ui", "notifications", "features"],
  app: ["api", "realtime", "ui", "features", "notifications"],
};

interface Import {
  from: string;
  to: string;
}

/** Every import between files of this application, as paths under src; tests may look into other rooms. */
function imports(): Import[] {
  return Object.entries(sources)
    .filter(([file]) => !/\.test\.|fixtures|fakes|testing/.test(file))
    .flatMap(([file, text]) => {
      const from = new URL(file, "file:///src/app/").pathname.slice("/src/".length);
      const paths = [...text.matchAll(/from "(\.[^"]*)"/g)].map((match) => match[1] ?? "");
      return paths.map((path) => ({
        from,
        to: new URL(path, `file:///src/${from}`).pathname.slice("/src/".length),
      }));
    });
}

function roomOf(path: string): string {
  return path.split("/")[0] ?? "";
}

function featureOf(path: string): string | null {
  return roomOf(path) === "features" ? (path.split("/")[1] ?? null) : null;
}

test("the walls are looked at: there are files in every room", () => {
  expect(new Set(imports().map(({ from }) => roomOf(from)))).toEqual(new Set(Object.keys(MAY_KNOW)));
});

test("a room knows only the rooms that it may know", () => {
  const strangers = imports().filter(({ from, to }) => {
    const [room, other] = [roomOf(from), roomOf(to)];
    return room !== other && !MAY_KNOW[room]?.includes(other);
  });
  expect(strangers).toEqual([]);
});

test("other rooms and other features are entered by their door", () => {
  const sneaked = imports().filter(({ from, to }) => {
    const inside = featureOf(from) === featureOf(to) && roomOf(from) === roomOf(to);
    const door = featureOf(to) === null ? /^[^/]+$|^locales\// : /^features\/[^/]+$/;
    return !inside && !door.test(to);
  });
  expect(sneaked).toEqual([]);
});

test("no feature knows itself by way of others", () => {
  const knows = new Map<string, Set<string>>();
  for (const { from, to } of imports()) {
    const [feature, other] = [featureOf(from), featureOf(to)];
    if (feature === null || other === null || feature === other) continue;
    knows.set(feature, (knows.get(feature) ?? new Set()).add(other));
  }
  const reaches = (start: string, seen = new Set<string>()): Set<string> => {
    for (const next of knows.get(start) ?? []) if (!seen.has(next)) reaches(next, seen.add(next));
    return seen;
  };
  expect([...knows.keys()].filter((feature) => reaches(feature).has(feature))).toEqual([]);
});
