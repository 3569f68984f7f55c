import { expect, test } from "vitest";
import { FakeClock } from "../testing/fake_clock";
import { IdMaker, makeClientId } from "./client_id";

const counting = (bytes: Uint8Array) => bytes.set(bytes.map((_, at) => at));

test("an id carries its time in base 36 and at least ten random characters", () => {
  const id = makeClientId(1_700_000_000_000, counting);
  expect(id).toBe("loyw3v28-0123456789ab");
  expect(Number.parseInt(id.split("-")[0] ?? "", 36)).toBe(1_700_000_000_000);
});

test("ids of the same millisecond differ", () => {
  const random = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  const ids = new Set(Array.from({ length: 500 }, () => makeClientId(1, random)));
  expect(ids.size).toBe(500);
});

test("later ids sort after earlier ones", () => {
  expect(makeClientId(1_700_000_000_000, counting) < makeClientId(1_700_000_000_001, counting)).toBe(true);
});

test("ids follow the server's clock only where this machine's is far off", () => {
  const clock = new FakeClock();
  const ids = new IdMaker(clock, counting);
  const here = ids.make();
  ids.hearTime(clock.nowMs() + 60_000);
  expect(ids.make()).toBe(here);
  ids.hearTime(clock.nowMs() + 86_400_000);
  expect(ids.clockIsWrong).toBe(true);
  expect(ids.make()).toBe(makeClientId(clock.nowMs() + 86_400_000, counting));
});
