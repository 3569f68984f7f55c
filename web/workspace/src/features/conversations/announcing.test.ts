/** Tells what screen readers hear of new messages. */

import { setupI18n } from "@lingui/core";
import { beforeEach, expect, test } from "vitest";
import { FakeClock } from "../../realtime/fakes";
import { Announcing, ELSEWHERE_EVERY_MS, HERE_GATHERED_MS, SAID_LENGTH, shortened } from "./announcing";

const i18n = setupI18n({ locale: "en", messages: { en: {} } });
let clock: FakeClock;
let said: string[];
let announcing: Announcing;

beforeEach(() => {
  clock = new FakeClock();
  said = [];
  announcing = new Announcing({
    // What the texts are called does not matter here: their values do.
    say: (text) =>
      said.push(
        Object.values(text.values ?? {})
          .map(String)
          .join(" | "),
      ),
    after: (delayMs, run) => clock.after(delayMs, run),
  });
  announcing.show("c4");
  i18n.activate("en");
});

test("a message is heard with its author, soon", () => {
  announcing.hear("c4", "Visitor 4", "Hello?");
  clock.pass(HERE_GATHERED_MS);
  expect(said).toEqual(["Visitor 4 | Hello?"]);
});

test("a flood is only counted", () => {
  for (let n = 0; n < 12; n += 1) announcing.hear("c4", "Visitor 4", `text ${n}`);
  clock.pass(HERE_GATHERED_MS);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain("12");
  expect(said[0]).not.toContain("text");
});

test("other conversations are counted, seldom, and their texts are never heard", () => {
  for (let n = 0; n < 100; n += 1) {
    announcing.hear("c5", "Visitor 5", "secret");
    clock.pass(200);
  }
  clock.pass(2 * ELSEWHERE_EVERY_MS);
  expect(said.length).toBeLessThanOrEqual(4);
  expect(said.reduce((sum, text) => sum + Number(text), 0)).toBe(100);
});

test("what was about to be said of a conversation that was left is counted with the others", () => {
  announcing.hear("c4", "Visitor 4", "Hello?");
  announcing.hear("c4", "Visitor 4", "Are you there?");
  announcing.show(null);
  clock.pass(HERE_GATHERED_MS);
  expect(said).toEqual(["2"]);
  announcing.show("c4");
  clock.pass(ELSEWHERE_EVERY_MS);
  expect(said).toEqual(["2"]);
});

test("whoever has gone hears nothing more", () => {
  announcing.hear("c4", "Visitor 4", "Hello?");
  announcing.hear("c5", "Visitor 5", "Hello?");
  announcing.forget();
  clock.pass(ELSEWHERE_EVERY_MS);
  expect(said).toEqual([]);
});

test("long texts are shortened between words, and no emoji is cut in two", () => {
  expect(shortened("short")).toBe("short");
  expect(shortened(`${"word ".repeat(100)}`)).toMatch(/word …$/);
  expect([...shortened("🙂".repeat(500))]).toHaveLength(SAID_LENGTH + 2);
});
