import { describe, expect, test } from "vitest";
import { askedDelayMs, retryDelayMs } from "./backoff";

describe("waiting before the next attempt", () => {
  test("the first wait is under half a second, so that a short cut is hardly seen", () => {
    expect(retryDelayMs(0, () => 0.999)).toBeLessThan(500);
  });

  test("waits double until the longest one", () => {
    const waits = [0, 1, 2, 3, 4, 5, 6].map((attempt) => retryDelayMs(attempt, () => 0));
    expect(waits).toEqual([200, 400, 800, 1600, 3200, 5000, 5000]);
  });

  test("chance spreads a crowd over half of the wait", () => {
    expect(retryDelayMs(10, () => 0)).toBe(5000);
    expect(retryDelayMs(10, () => 0.5)).toBe(7500);
  });

  test("thousands of attempts don't overflow", () => {
    expect(retryDelayMs(5000, () => 0)).toBe(5000);
  });

  test("a wait that the server asked for is kept, plus a random part of it", () => {
    expect(askedDelayMs(2000, () => 0)).toBe(2000);
    expect(askedDelayMs(2000, () => 0.5)).toBe(3000);
  });
});
