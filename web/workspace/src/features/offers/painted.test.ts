/** Tells when an alert counts as displayed. */

import { beforeEach, expect, test, vi } from "vitest";
import { type Screen, whenPainted } from "./painted";

let visible: boolean;
let frames: (() => void)[];
let listeners: (() => void)[];
const screen: Screen = {
  isVisible: () => visible,
  beforePaint: (run) => {
    frames.push(run);
    return () => {
      frames = frames.filter((one) => one !== run);
    };
  },
  onVisibility: (run) => {
    listeners.push(run);
    return () => {
      listeners = listeners.filter((one) => one !== run);
    };
  },
};

beforeEach(() => {
  visible = true;
  frames = [];
  listeners = [];
});

function paint(): void {
  const due = frames;
  frames = [];
  for (const run of due) run();
}

function show(now: boolean): void {
  visible = now;
  for (const run of [...listeners]) run();
}

test("[N15 undisplayed] an alert in a visible page is displayed after it was painted, and once", () => {
  const run = vi.fn();
  whenPainted(screen, run);
  paint();
  expect(run).not.toHaveBeenCalled();
  paint();
  paint();
  show(true);
  paint();
  expect(run).toHaveBeenCalledOnce();
});

test("[N15 undisplayed] a hidden page confirms nothing until it is looked at", () => {
  visible = false;
  const run = vi.fn();
  whenPainted(screen, run);
  paint();
  paint();
  expect(run).not.toHaveBeenCalled();
  show(true);
  paint();
  paint();
  expect(run).toHaveBeenCalledOnce();
});

test("[N15 undisplayed] a page that is hidden between two frames confirms nothing yet", () => {
  const run = vi.fn();
  whenPainted(screen, run);
  paint();
  visible = false;
  paint();
  expect(run).not.toHaveBeenCalled();
  show(true);
  paint();
  paint();
  expect(run).toHaveBeenCalledOnce();
});

test("an offer that ended before it was painted is not confirmed", () => {
  const run = vi.fn();
  whenPainted(screen, run)();
  paint();
  paint();
  show(true);
  expect(run).not.toHaveBeenCalled();
});
