/** Tells what a desk remembers of offers that are over, and for how long. */

import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import type { Event } from "../../api";
import { speak } from "../../ui";
import { toastStore } from "../../ui/toasts";
import { type AgentState, fromSnapshot, NOTHING_YET } from "../agent/state";
import { agentView, offerView } from "../fixtures";
import { type EndingPorts, Endings } from "./endings";

beforeAll(() => speak("en"));

afterEach(() => toastStore.setState({ toasts: [] }));

type Heard = (body: Event["body"], before: AgentState) => void;

/** A desk with one offer out; `happen` is the agent's stream. */
function desk() {
  const listeners = new Set<Heard>();
  const offers = [offerView()];
  const body = { of: "agent" as const, me: agentView(), offers, sessions: [], items: [] };
  const state = fromSnapshot(body, NOTHING_YET);
  const onEntry = (listener: Heard) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const agent = { store: createStore(() => state), onEntry };
  const sessions = { stopAwaiting: vi.fn() };
  const endings = new Endings({ agent, sessions, isFree: () => false } as unknown as EndingPorts);
  const happen = (outcome: string) => {
    for (const listener of listeners) listener({ kind: "offer_ended", offer_id: "o1", outcome }, state);
  };
  return { endings, happen };
}

test("what one desk heard of an offer no other one knows, be it of the same moment", () => {
  const [ann, ben] = [desk(), desk()];
  ann.happen("timed_out");
  desk();
  expect(ann.endings.knownOf("o1", "c1").outcome).toBe("timed_out");
  expect(ben.endings.knownOf("o1", "c1")).toEqual({ mine: false, listed: true, outcome: undefined });
});

test("a desk that was closed tells nothing more", () => {
  const { endings, happen } = desk();
  endings.stop();
  happen("timed_out");
  expect(toastStore.getState().toasts).toEqual([]);
});
