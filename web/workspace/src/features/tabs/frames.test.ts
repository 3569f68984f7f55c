/** Tells which applications' pages are alive. */

import { expect, test } from "vitest";
import { FRAMES_AWAKE, Frames, frameId } from "./frames";

function wanted(sessionId: string, address = "https://kb.example/") {
  return { sessionId, applicationId: "kb", name: "Knowledge", address, sandbox: "" };
}

function find(frames: Frames, sessionId: string) {
  return frames.store.getState().frames.find((one) => one.id === frameId(sessionId, "kb"));
}

test("[S8 tabs] a page that was left and is shown again is the same one, whatever its address would be now", () => {
  const frames = new Frames();
  frames.show(wanted("s1"));
  frames.hide(frameId("s1", "kb"));
  frames.show(wanted("s1", "https://kb.example/?name=Ann"));
  expect(find(frames, "s1")).toMatchObject({ address: "https://kb.example/", loads: 0 });
  frames.reload(frameId("s1", "kb"), "https://kb.example/?name=Ann");
  expect(find(frames, "s1")).toMatchObject({ address: "https://kb.example/?name=Ann", loads: 1 });
});

test("the one that was not looked at for longest is put to sleep, and says so when it is woken", () => {
  const frames = new Frames();
  for (let n = 0; n < FRAMES_AWAKE; n += 1) frames.show(wanted(`s${n}`));
  frames.show(wanted("s0"));
  frames.show(wanted("new"));
  expect(find(frames, "s0")?.shownAt).toBeGreaterThan(0);
  expect(find(frames, "s1")?.shownAt).toBe(0);
  frames.show(wanted("s1"));
  expect(find(frames, "s1")).toMatchObject({ loads: 1, slept: true });
});

test("no page changes its place among the others, and those of closed tabs are ended", () => {
  const frames = new Frames();
  for (const id of ["s2", "s9", "s1", "s2"]) frames.show(wanted(id));
  expect(frames.store.getState().frames.map((one) => one.sessionId)).toEqual(["s1", "s2", "s9"]);
  frames.keepOnly((sessionId) => sessionId !== "s2");
  expect(frames.store.getState().frames.map((one) => one.sessionId)).toEqual(["s1", "s9"]);
});
