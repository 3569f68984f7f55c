import { beforeEach, expect, test, vi } from "vitest";
import { MirroredKeep } from "../keep/keep";
import { FakeClock } from "../testing/fake_clock";
import { Freshness } from "./freshness";

let clock: FakeClock;
let keep: MirroredKeep;
let reload: ReturnType<typeof vi.fn<() => void>>;
let freshness: Freshness;

beforeEach(() => {
  clock = new FakeClock();
  keep = new MirroredKeep({});
  reload = vi.fn<() => void>();
  freshness = new Freshness(clock, keep, reload);
  freshness.setShown(true);
});

test("the first build is this page's own", () => {
  freshness.welcomed("b1");
  freshness.setShown(false);
  expect(reload).not.toHaveBeenCalled();
});

test("a newer build waits until nobody looks", () => {
  freshness.welcomed("b1");
  freshness.welcomed("b2");
  expect(reload).not.toHaveBeenCalled();
  freshness.setShown(false);
  expect(reload).toHaveBeenCalledOnce();
});

test("a server that went back to this page's build needs no reload", () => {
  freshness.welcomed("b1");
  freshness.welcomed("b2");
  freshness.welcomed("b1");
  freshness.setShown(false);
  expect(reload).not.toHaveBeenCalled();
});

test("another version of the protocol reloads at once, but not in a loop", () => {
  freshness.outdated();
  expect(reload).toHaveBeenCalledOnce();
  const afterReload = new Freshness(clock, keep, reload);
  afterReload.outdated();
  expect(reload).toHaveBeenCalledOnce();
  clock.sleep(61_000);
  afterReload.outdated();
  expect(reload).toHaveBeenCalledTimes(2);
});
