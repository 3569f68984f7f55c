import { expect, test } from "vitest";
import { FakeClock } from "../testing/fake_clock";
import { Calm } from "./calm";

test("the first is at once, the others wait, and the last is never lost", async () => {
  const clock = new FakeClock();
  let runs = 0;
  const calm = new Calm(clock, 1_000, () => void runs++);
  for (let ask = 0; ask < 5; ask++) calm.ask();
  expect(runs).toBe(1);
  await clock.pass(999);
  expect(runs).toBe(1);
  await clock.pass(1);
  expect(runs).toBe(2);
  await clock.pass(5_000);
  expect(runs).toBe(2);
});
