/** Tells what agents see and do on the drawn page of a conversation; the server is a script. */

import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Event } from "../api";
import { itemView, messageEvent, sessionView, talkView } from "../features/fixtures";
import { meOf, Stage } from "./testing";

let stage: Stage;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  stage = new Stage();
});

afterEach(cleanup);

function panel() {
  return within(screen.getByRole("navigation", { name: "Sessions" }));
}

function customerWrites(text: string): Event["body"] {
  return messageEvent(0, text).body;
}

/** A desk with one session on which the customer has written. */
async function openWithSession(): Promise<void> {
  await stage.open(meOf(["agent"]), { sessions: [sessionView()], items: [itemView()] });
  await stage.let(() =>
    stage.snapshot(
      "conversation:c1",
      { of: "conversation", talk: talkView(), entries: [messageEvent(1, "hello")] },
      1,
    ),
  );
}

test("markup in a message is shown as text", async () => {
  await openWithSession();
  await stage.happen("conversation:c1", customerWrites("<img src=x onerror=alert(1)>"));
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeTruthy();
  expect(document.querySelector("main img")).toBeNull();
});

test("Enter sends, the message shows as on its way, then as sent, once", async () => {
  await openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await user.type(screen.getByRole("textbox", { name: "Message" }), "on my way{Enter}");
  const log = within(screen.getByRole("log"));
  expect(log.getByText("Sending …")).toBeTruthy();
  const sent = stage.world.socket.sentOf("send").at(-1);
  await stage.happen("conversation:c1", messageEvent(0, "on my way", "agent", sent?.id).body);
  await stage.let(() => stage.world.socket.say({ t: "result", id: sent?.id ?? "", n: 2 }));
  expect(log.getAllByText("on my way")).toHaveLength(1);
  expect(log.queryByText("Sending …")).toBeNull();
});

test("a message written offline is kept, and sent by itself when the network is back", async () => {
  await openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await stage.let(() => stage.world.socket.drop());
  expect(screen.getByRole("status", { name: "Connection" }).textContent).toBe("offline, your text is kept");
  await user.type(screen.getByRole("textbox", { name: "Message" }), "still here{Enter}");
  expect(localStorage.length).toBeGreaterThan(0);
  await stage.let(() => stage.world.clock.pass(2_000));
  await stage.let(() => stage.world.welcome());
  expect(stage.world.socket.sentOf("send").map((frame) => frame.text)).toEqual(["still here"]);
});

test("a conversation that a supervisor ended says why and still offers the typed text", async () => {
  await openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await user.type(screen.getByRole("textbox", { name: "Message" }), "unsent");
  await stage.happen("conversation:c1", { kind: "notice", code: "ended_by_supervisor" });
  await stage.happen("agent:ann", { kind: "session_closed", session_id: "s1" });
  expect(
    screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your text that was not sent" }).value,
  ).toBe("unsent");
  expect(
    within(screen.getByRole("main")).getAllByText("A supervisor ended the conversation.").length,
  ).toBeGreaterThan(0);
});

test("a message that was refused after its session had gone is still there to be read, on Home", async () => {
  await openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await user.type(screen.getByRole("textbox", { name: "Message" }), "too late{Enter}");
  const id = stage.world.socket.sentOf("send").at(-1)?.id ?? "";
  await stage.happen("agent:ann", { kind: "session_closed", session_id: "s1" });
  await stage.let(() => stage.world.socket.say({ t: "refused", id, code: "not_yours", sentence: "" }));
  await user.click(within(screen.getByRole("main")).getByRole("button", { name: "Close session" }));
  const unsent = within(screen.getByRole("region", { name: "Messages that were not sent" }));
  expect(unsent.getByText("too late")).toBeTruthy();
  await user.click(unsent.getByRole("button", { name: "Discard" }));
  expect(screen.queryByText("too late")).toBeNull();
});

test("after End the page is in wrap-up and closes the conversation", async () => {
  await openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await user.click(screen.getByRole("button", { name: "End" }));
  expect(stage.commands()).toContain("end_conversation");
  await stage.happen("agent:ann", {
    kind: "session",
    session: sessionView({ item: itemView({ state: "wrap_up" }) }),
  });
  expect(screen.queryByRole("textbox", { name: "Message" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Close the conversation" }));
  await stage.happen("agent:ann", { kind: "session_closed", session_id: "s1" });
  expect(screen.getByRole("main", { name: "Home" })).toBeTruthy();
});
