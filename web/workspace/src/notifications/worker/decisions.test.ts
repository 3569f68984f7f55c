/** Tells what is shown when, and what an answer of the server's means. */

import { expect, test } from "vitest";
import { arrange, isWanted, lookOf, outcomeOf, preferred } from "./decisions";
import { offerTold } from "./fakes";

test("[N3 never] never is never shown, focus or not", () => {
  expect([isWanted("never", false), isWanted("never", true)]).toEqual([false, false]);
});

test("what is wanted is shown once, what is not any more is closed", () => {
  const [one, other] = [offerTold({ id: "o1" }), offerTold({ id: "o2", mode: "always" })];
  const told = [one, other];
  const scene = { told, shown: new Map(), focused: false, nowMs: 0 };
  expect(arrange(scene)).toEqual({ show: told, close: [] });
  const both = new Map([
    ["o1", one],
    ["o2", other],
  ]);
  expect(arrange({ ...scene, shown: both })).toEqual({ show: [], close: [] });
  expect(arrange({ ...scene, shown: both, focused: true })).toEqual({ show: [], close: ["o1"] });
  expect(arrange({ ...scene, shown: both, nowMs: one.expiresAtMs })).toEqual({
    show: [],
    close: ["o1", "o2"],
  });
});

test("more time, or another language, is shown in the place of what was", () => {
  const shown = new Map([["o1", offerTold()]]);
  const longer = offerTold({ expiresAtMs: 120_000 });
  const scene = { told: [longer], shown, focused: false, nowMs: 0 };
  expect(arrange(scene)).toEqual({ show: [longer], close: [] });
  expect(arrange({ ...scene, told: [offerTold({ expiresAtMs: 60_900 })] }).show).toEqual([]);
  expect(arrange({ ...scene, told: [offerTold({ title: "Ienākoša saruna" })] }).show).toHaveLength(1);
});

test("[N5] a notification says what the template says, and no time", () => {
  const { body, actions, requireInteraction } = lookOf(offerTold());
  expect(body).toBe("Queue: Support\nName: Ann");
  expect(actions.map((one) => one.title)).toEqual(["Accept", "Reject"]);
  expect(requireInteraction).toBe(true);
  expect(lookOf(offerTold({ rejectText: null })).actions).toHaveLength(1);
});

test("a window that can be seen comes forward, else the one used last", () => {
  const hidden = { visibilityState: "hidden" };
  const seen = { visibilityState: "visible" };
  expect(preferred([hidden, seen])).toBe(seen);
  expect(preferred([hidden, { ...hidden }])).toBe(hidden);
  expect(preferred([])).toBeUndefined();
});

test("an answer is done, refused by a code, or worth another attempt", () => {
  expect(outcomeOf(200, {})).toBe("done");
  expect(outcomeOf(401, null)).toBe("not_signed_in");
  expect(outcomeOf(409, { code: "offer_over" })).toBe("offer_over");
  expect(outcomeOf(403, "a proxy's page")).toBe("unknown");
  expect([429, 500, 502, 503].map((status) => outcomeOf(status, { code: "read_only" }))).toEqual(
    Array(4).fill(null),
  );
});
