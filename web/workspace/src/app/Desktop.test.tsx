/** Tells what follows in the page from what was pressed on a desktop notification. */

import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { offerView } from "../features/fixtures";
import { desktopLine } from "../notifications";
import { type FromWorker, type Unversioned, VERSION } from "../notifications/worker/protocol";
import { settled } from "../realtime/fakes";
import { dismissAll } from "../ui";
import { meOf, Stage } from "./testing";

let stage: Stage;
let tell: (event: { data: unknown }) => void;

beforeEach(() => {
  stage = new Stage();
  vi.stubGlobal("isSecureContext", true);
  Object.defineProperty(navigator, "serviceWorker", { value: workers, configurable: true });
  desktopLine.listen();
});

afterEach(() => {
  stage.desk?.close();
  dismissAll();
  cleanup();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, "serviceWorker");
});

const workers = {
  register: async () => undefined,
  ready: Promise.resolve({ active: null }),
  startMessages: () => undefined,
  addEventListener: (name: string, run: (event: { data: unknown }) => void) => {
    if (name === "message") tell = run;
  },
};

const hear = (message: Unversioned<FromWorker>) =>
  stage.let(() => tell({ data: { ...message, v: VERSION } }));

const answered = { t: "answered", userId: "ann", id: "o1", conversationId: "c1" } as const;
const agent = meOf(["agent"]);
const toasts = () => screen.queryAllByRole("group").map((one) => one.textContent);

test("whoever had to sign in for an Accept is led to the alert, and hears of no lost sign-in", async () => {
  await hear({ ...answered, answer: "accept", outcome: "not_signed_in" });
  await stage.open(agent, { offers: [offerView({ id: "o1", conversation_id: "c1" })] });
  await stage.let(settled);
  expect(document.activeElement?.textContent).toContain("Accept");
  expect(screen.queryByText(/no longer signed in/)).toBeNull();
});

test("whoever signs in instead hears nothing of it", async () => {
  await hear({ ...answered, userId: "bo", answer: "accept", outcome: "not_signed_in" });
  await hear({ ...answered, userId: "bo", answer: "accept", outcome: "session_limit" });
  await stage.open(agent);
  expect(toasts()).toEqual([]);
});

test("a Reject that was refused is said", async () => {
  await stage.open(agent, { offers: [offerView({ id: "o1", conversation_id: "c1" })] });
  await hear({ ...answered, answer: "reject", outcome: "not_allowed" });
  expect(screen.getByText(/You are not allowed to do this/)).toBeTruthy();
});

test("a Reject of what is the agent's already says so", async () => {
  await stage.openWithSession();
  await hear({ ...answered, answer: "reject", outcome: "offer_over" });
  expect(screen.getByText("Visitor 7: the conversation is yours already.")).toBeTruthy();
});

test("a Reject that came too late says that it was over, unless that was said", async () => {
  await stage.open(agent, { offers: [offerView({ id: "o1", conversation_id: "c1" })] });
  await stage.happen("agent:ann", { kind: "offer_ended", offer_id: "o1", outcome: "missed" });
  const said = toasts().length;
  expect(said).toBe(1);
  await hear({ ...answered, answer: "reject", outcome: "offer_over" });
  expect(toasts()).toHaveLength(said);
  await hear({ ...answered, id: "o2", conversationId: "c2", answer: "reject", outcome: "offer_over" });
  expect(screen.getByText(/This offer is over/)).toBeTruthy();
});
