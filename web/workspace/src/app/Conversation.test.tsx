/** Tells what agents see and do on the drawn page of a conversation; the server is a script. */

import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { itemView, messageEvent, sessionView } from "../features/fixtures";
import { announcements } from "../ui";
import { meOf, panel, Stage } from "./testing";

let stage: Stage;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  stage = new Stage();
});

afterEach(cleanup);

test("markup in a message is shown as text", async () => {
  await stage.openWithSession();
  await stage.customerWrites("<img src=x onerror=alert(1)>");
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  expect(within(screen.getByRole("log")).getByText("<img src=x onerror=alert(1)>")).toBeTruthy();
  expect(document.querySelector("main img")).toBeNull();
});

test("Enter sends, the message shows as on its way, then as sent, once", async () => {
  await stage.openWithSession();
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
  await stage.openWithSession();
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
  await stage.openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await user.type(screen.getByRole("textbox", { name: "Message" }), "unsent");
  await stage.happen("conversation:c1", { kind: "notice", code: "ended_by_supervisor" });
  await stage.happen("agent:ann", { kind: "session_closed", session_id: "s1", reason: "agent" });
  expect(
    screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your text that was not sent" }).value,
  ).toBe("unsent");
  expect(
    within(screen.getByRole("main")).getAllByText("A supervisor ended the conversation.").length,
  ).toBeGreaterThan(0);
});

test("a message that was refused after its session had gone is still there to be read, on Home", async () => {
  await stage.openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await user.type(screen.getByRole("textbox", { name: "Message" }), "too late{Enter}");
  const id = stage.world.socket.sentOf("send").at(-1)?.id ?? "";
  await stage.happen("agent:ann", { kind: "session_closed", session_id: "s1", reason: "agent" });
  await stage.let(() => stage.world.socket.say({ t: "refused", id, code: "not_yours", sentence: "" }));
  await user.click(within(screen.getByRole("main")).getByRole("button", { name: "Close session" }));
  const unsent = within(screen.getByRole("region", { name: "Messages that were not sent" }));
  expect(unsent.getByText("too late")).toBeTruthy();
  await user.click(unsent.getByRole("button", { name: "Discard" }));
  expect(screen.queryByText("too late")).toBeNull();
});

test("after End the page is in wrap-up and closes the conversation", async () => {
  await stage.openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await user.click(screen.getByRole("button", { name: "End" }));
  expect(stage.commands()).toContain("end_conversation");
  await stage.happen("agent:ann", {
    kind: "session",
    session: sessionView({ item: itemView({ state: "wrap_up" }) }),
  });
  expect(screen.queryByRole("textbox", { name: "Message" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Close the conversation" }));
  await stage.happen("agent:ann", { kind: "session_closed", session_id: "s1", reason: "agent" });
  expect(screen.getByRole("main", { name: "Home" })).toBeTruthy();
});

test("[S16 count] a minimised conversation shows what is new and comes back", async () => {
  await stage.openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await user.click(screen.getByRole("button", { name: "Minimise the conversation" }));
  expect(screen.queryByRole("textbox", { name: "Message" })).toBeNull();
  await stage.customerWrites("still there?");
  const strip = within(screen.getByRole("region", { name: "Communication, minimised" }));
  expect(strip.getByRole("img", { name: "1 new message" })).toBeTruthy();
  await user.click(strip.getByRole("button", { name: "Restore the conversation" }));
  expect(within(screen.getByRole("log")).getByText("still there?")).toBeTruthy();
});

test("what was seen is told, and what is not on the screen is not", async () => {
  await stage.openWithSession();
  expect(stage.world.socket.sentOf("mark")).toEqual([]);
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await user.click(screen.getByRole("button", { name: "Minimise the conversation" }));
  await stage.customerWrites("not seen");
  await stage.let(() => stage.world.clock.pass(2_000));
  const marks = () => stage.world.socket.sentOf("mark").map(({ delivered, read }) => [delivered, read]);
  expect(marks()).toEqual([[1, 1]]);
  await user.click(screen.getByRole("button", { name: "Restore the conversation" }));
  await stage.let(() => stage.world.clock.pass(2_000));
  expect(marks().at(-1)).toEqual([2, 2]);
});

test("the last own message says how far it got", async () => {
  await stage.openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await stage.happen(
    "conversation:c1",
    messageEvent(0, "one", "agent").body,
    messageEvent(0, "two", "agent").body,
  );
  const receipts = () => screen.getAllByTestId("receipt").map((one) => one.textContent);
  expect(receipts()).toEqual(["Sent"]);
  const said = {
    t: "marks",
    conversation_id: "c1",
    marks: { customer_delivered: 3, customer_read: 2 },
  } as const;
  await stage.let(() => stage.world.socket.say(said));
  expect(receipts()).toEqual(["Read", "Delivered"]);
});

test("what customers write is announced once with their name, and history is not", async () => {
  await stage.openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await stage.customerWrites("are you there?");
  // Known by name in the same moment.
  const item = itemView({ named: true, title: "Kenny" });
  await stage.happen("agent:ann", { kind: "session", session: sessionView({ item }) });
  await stage.let(() => stage.world.clock.pass(1_000));
  const said = announcements.getState().polite.map((one) => one.text);
  expect(said.filter((text) => text === "Visitor 7: are you there?")).toHaveLength(1);
  expect(said.some((text) => text.includes("hello"))).toBe(false);
});

test("on Home what customers write is counted aloud, and not read, with what came as it was left", async () => {
  await stage.openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  const said: string[] = [];
  const stop = announcements.subscribe(({ polite }, before) => {
    for (const one of polite) if (!before.polite.includes(one)) said.push(one.text);
  });
  await stage.customerWrites("are you there?");
  await user.click(panel().getByRole("button", { name: "Home" }));
  await stage.customerWrites("hello?");
  await stage.let(() => stage.world.clock.pass(1_000));
  stop();
  expect(said).toEqual(["2 new messages in other conversations"]);
});

/** Let jsdom, which lays nothing out, have a transcript that is longer than its room. */
function scrollUp(): void {
  const log = screen.getByRole("log");
  Object.defineProperty(log, "scrollHeight", { value: 1_000 });
  fireEvent.scroll(log);
}

test("coming back to where one was reading marks nothing below it as read", async () => {
  vi.stubGlobal("CSS", { escape: (text: string) => text });
  await stage.openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  scrollUp();
  await user.click(panel().getByRole("button", { name: "Home" }));
  await stage.customerWrites("not seen");
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await stage.let(() => stage.world.clock.pass(2_000));
  const marks = stage.world.socket.sentOf("mark").map(({ delivered, read }) => [delivered, read]);
  expect(marks.at(-1)).toEqual([2, 1]);
  vi.unstubAllGlobals();
});

/** Let the server take the draft that is typed. */
async function saveDraft(): Promise<void> {
  await stage.let(() => stage.world.clock.pass(1_000));
  const id = stage.world.socket.sentOf("draft").at(-1)?.id ?? "";
  await stage.let(() => stage.world.socket.say({ t: "result", id, version: 1 }));
}

test("what another page of the same agent sent leaves the box here, so that Enter can't send it twice", async () => {
  await stage.openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  const box = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message" });
  await user.type(box, "on my way");
  await saveDraft();
  const other = messageEvent(0, "on my way", "agent").body;
  if (other.kind === "message") other.author = { ...other.author, id: "bob" };
  await stage.happen("conversation:c1", other);
  expect(box.value).toBe("on my way");
  await stage.happen("conversation:c1", messageEvent(0, "on my way", "agent").body);
  expect(box.value).toBe("");
});

test("this page's own message takes nothing of what is typed after it", async () => {
  await stage.openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  const box = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message" });
  await user.type(box, "on my way{Enter}");
  const id = stage.world.socket.sentOf("send").at(-1)?.id ?? "";
  await stage.let(() => stage.world.socket.say({ t: "result", id, n: 2 }));
  await user.type(box, "on");
  await saveDraft();
  await stage.happen("conversation:c1", messageEvent(0, "on my way", "agent", id).body);
  expect(box.value).toBe("on");
});

test("details are sorted, pages are opened safely, and the notice is told", async () => {
  const details = [
    { name: "email", value: "k@example.org" },
    { name: "page", value: "javascript:alert(1)" },
    { name: "order", value: "4711" },
  ];
  const notice = { version: "abc123", language: "en", agreed: true, at_ms: 0 };
  await stage.open(meOf(["agent"]), { sessions: [sessionView({ details, notice })], items: [itemView()] });
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  const region = (name: string) => within(screen.getByRole("region", { name }));
  expect(region("Customer").getByRole("button", { name: "Copy: E-mail" })).toBeTruthy();
  expect(region("Visitor details").getByText("javascript:alert(1)")).toBeTruthy();
  expect(region("Visitor details").queryByRole("link")).toBeNull();
  expect(region("Pre-chat answers").getByText("4711")).toBeTruthy();
  expect(region("Notice of monitoring").getByText(/abc123/)).toBeTruthy();
  expect(region("Notice of monitoring").getByText("The customer agreed.")).toBeTruthy();
});

test("wrap-up counts down on the server's clock and can be ended from either side", async () => {
  await stage.openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  const closes_at_ms = stage.world.clock.nowMs() + 90_000;
  await stage.happen("agent:ann", {
    kind: "session",
    session: sessionView({ item: itemView({ state: "wrap_up" }), closes_at_ms }),
  });
  expect(screen.getAllByText("Wrap-up ends in 1:30.")).toHaveLength(2);
  expect(announcements.getState().polite.map((one) => one.text)).toContain(
    "Wrap-up has begun. It ends in 1 min 30 sec.",
  );
  await user.click(screen.getByRole("button", { name: "Close now" }));
  expect(stage.commands()).toContain("close_session");
});
