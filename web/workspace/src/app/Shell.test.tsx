/** Tells what people see and do in the drawn pages; the server is a script. */

import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { agentView, itemView, offerView, sessionView } from "../features/fixtures";
import { meOf, panel, Stage } from "./testing";

let stage: Stage;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  stage = new Stage();
});

afterEach(cleanup);

describe("offers", () => {
  // Out for long enough: what is over can't be answered.
  const offer = offerView({
    expires_at_ms: Number.MAX_SAFE_INTEGER,
    details: [
      { name: "email", value: "m@example.org" },
      { name: "size", value: "XL" },
    ],
  });

  test("[N1 chat] an offer shows details of the customer, known ones by their translated names", async () => {
    await stage.open(meOf(["agent"]));
    await stage.happen("agent:ann", { kind: "offer", offer });
    const alert = within(screen.getByRole("alertdialog", { name: "Incoming conversation: Visitor 7" }));
    expect(alert.getAllByRole("term").map((term) => term.textContent)).toEqual(["E-mail", "size"]);
    expect(alert.getByText("m@example.org")).toBeTruthy();
  });

  test("[N15 undisplayed] a painted offer is confirmed as displayed, once", async () => {
    await stage.open(meOf(["agent"]));
    await stage.happen("agent:ann", { kind: "offer", offer });
    await waitFor(() => expect(stage.commands()).toContain("confirm_displayed"));
    await stage.happen("agent:ann", { kind: "offer", offer: { ...offer, displayed: true } });
    expect(stage.commands().filter((name) => name === "confirm_displayed")).toHaveLength(1);
  });

  test("[N8 alert] an alert does not take the focus from somebody who types; F8 leads there and back", async () => {
    await stage.openWithSession();
    await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
    const box = screen.getByRole("textbox", { name: "Message" });
    await user.type(box, "Sveiki");
    await stage.happen("agent:ann", { kind: "offer", offer });
    expect(document.activeElement).toBe(box);
    await user.keyboard("{F8}");
    expect(document.activeElement?.textContent).toBe("Accept");
    await user.keyboard("{F8}");
    expect(document.activeElement).toBe(box);
  });

  test("[S7] accepting opens the session and its Active conversation page", async () => {
    await stage.open(meOf(["agent"]));
    await stage.happen("agent:ann", { kind: "offer", offer });
    await user.click(screen.getByRole("button", { name: "Accept" }));
    expect(stage.commands()).toContain("accept_offer");
    await stage.happen(
      "agent:ann",
      { kind: "offer_ended", offer_id: "o1", outcome: "accepted" },
      { kind: "session", session: sessionView() },
    );
    expect(screen.getByRole("main", { name: "Active conversation: Visitor 7" })).toBeTruthy();
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });

  test("[N15 timeout] an answer that came too late says so, and nothing is opened", async () => {
    await stage.open(meOf(["agent"]));
    await stage.happen("agent:ann", { kind: "offer", offer });
    await user.click(screen.getByRole("button", { name: "Accept" }));
    const accept = stage.world.socket.sentOf("do").find((frame) => frame.command.name === "accept_offer");
    if (accept === undefined) throw new Error("the answer was not sent");
    const { id } = accept;
    await stage.let(() => stage.world.socket.say({ t: "refused", id, code: "offer_over", sentence: "" }));
    await stage.happen("agent:ann", { kind: "offer_ended", offer_id: "o1", outcome: "timed_out" });
    expect(screen.getAllByText(/time to answer is over/)).toHaveLength(1);
    expect(screen.getByRole("main", { name: "Home" })).toBeTruthy();
  });
});

describe("sessions", () => {
  test("[S16 cleared] what the customer writes is unread until its session is selected, and then the server hears it", async () => {
    await stage.openWithSession();
    await stage.customerWrites("anybody there?");
    const entry = panel().getByRole("button", { name: "Visitor 7. 2 new updates in your conversation" });
    expect(screen.getByTestId("unread").textContent).toBe("2");
    await user.click(entry);
    expect(panel().getByRole("button", { name: "Visitor 7" })).toBeTruthy();
    expect(screen.queryByTestId("unread")).toBeNull();
    const focused = stage.world.socket.sentOf("do").at(-1)?.command;
    expect(focused).toEqual({ name: "focus_session", session_id: "s1", read_up_to: 2 });
  });

  test("[S16 cleared] what comes in while its session is looked at is read at once", async () => {
    await stage.openWithSession();
    await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
    await stage.customerWrites("more");
    expect(screen.queryByTestId("unread")).toBeNull();
    const focused = stage.world.socket.sentOf("do").at(-1)?.command;
    expect(focused).toEqual({ name: "focus_session", session_id: "s1", read_up_to: 2 });
  });

  test("[S12 home] Home can't be closed; the burger collapses and expands the panel", async () => {
    await stage.openWithSession();
    expect(panel().getAllByRole("button", { name: /^Close session/ })).toHaveLength(1);
    await user.click(panel().getByRole("button", { name: "Collapse the session panel" }));
    expect(
      panel().getByRole("button", { name: "Expand the session panel" }).getAttribute("aria-expanded"),
    ).toBe("false");
  });

  test.each([
    [false, /goes back to the queue/],
    [true, /parked as Waiting/],
  ])("[S11] the X (asynchronous: %s) asks first and says what will happen", async (asynchronous, words) => {
    const item = itemView({ asynchronous });
    await stage.open(meOf(["agent"]), { sessions: [sessionView({ item })], items: [item] });
    await user.click(panel().getByRole("button", { name: "Close session Visitor 7" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    expect(dialog.getByText(words)).toBeTruthy();
    expect(stage.commands()).not.toContain("close_session");
    await user.click(dialog.getByRole("button", { name: "Close session" }));
    expect(stage.commands()).toContain("close_session");
  });

  test("[S11] the question before closing follows the conversation, and goes with its session", async () => {
    await stage.openWithSession();
    await user.click(panel().getByRole("button", { name: "Close session Visitor 7" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    expect(dialog.getByText(/goes back to the queue/).closest("[aria-live]")).toBeTruthy();
    await stage.happen("agent:ann", {
      kind: "session",
      session: sessionView({ item: itemView({ state: "wrap_up" }) }),
    });
    expect(dialog.getByText(/closed for good/)).toBeTruthy();
    await stage.happen("agent:ann", { kind: "session_closed", session_id: "s1", reason: "agent" });
    expect(screen.queryByRole("alertdialog")).toBeNull();
    const said = within(screen.getByTestId("announcer"));
    expect(said.getByText("You closed this session on another page.")).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("main")));
  });

  test("[S1 switch] text typed in one session is there when the agent comes back from another", async () => {
    const s2 = sessionView({
      id: "s2",
      conversation_id: "c2",
      item: itemView({ id: "c2", visitor_number: 8 }),
    });
    await stage.open(meOf(["agent"]), { sessions: [sessionView(), s2] });
    await user.click(panel().getByRole("button", { name: "Visitor 7" }));
    await user.type(screen.getByRole("textbox", { name: "Message" }), "half a sen");
    await user.click(panel().getByRole("button", { name: "Visitor 8" }));
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message" }).value).toBe("");
    await user.click(panel().getByRole("button", { name: "Visitor 7" }));
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message" }).value).toBe("half a sen");
  });
});

describe("a new version", () => {
  const crm = { id: "crm", name: "CRM", url: "https://crm.example/", in_menu: true, own_storage: false };
  const tabs = [{ kind: "application", target: "crm", at_ms: 0 }];

  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  async function lookAway(): Promise<void> {
    await stage.let(() => document.dispatchEvent(new Event("visibilitychange")));
  }

  test("it comes by itself when nobody looks, but costs no form of an application and no offer", async () => {
    const reload = vi.fn();
    vi.stubGlobal("location", { ...window.location, reload });
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    await stage.open(
      { ...meOf(["agent"]), build: "b0", applications: [crm] },
      { sessions: [sessionView({ tabs, selected_tab: "application:crm" })], offers: [offerView()] },
    );
    await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
    expect(screen.getByText(/Open applications are loaded anew/)).toBeTruthy();
    await stage.happen("agent:ann", { kind: "offer_ended", offer_id: "o1", outcome: "rejected" });
    await lookAway();
    await stage.happen("agent:ann", { kind: "offer", offer: offerView() });
    await user.click(screen.getByRole("button", { name: "Close tab" }));
    await lookAway();
    expect(reload).not.toHaveBeenCalled();
    expect(screen.queryByText(/Open applications are loaded anew/)).toBeNull();
    await stage.happen("agent:ann", { kind: "offer_ended", offer_id: "o1", outcome: "rejected" });
    await lookAway();
    expect(reload).toHaveBeenCalledOnce();
  });
});

test("a wrap-up shows in the panel the minutes that it has, and no more", async () => {
  await stage.openWithSession();
  await stage.let(() => {
    stage.world.clock.pass(9_000);
    stage.world.socket.say({ t: "beat" });
  });
  const closes_at_ms = stage.world.clock.nowMs() + 15 * 60_000;
  const item = itemView({ state: "wrap_up" });
  await stage.happen("agent:ann", { kind: "session", session: sessionView({ item, closes_at_ms }) });
  expect(panel().getByText("Wrap-up, 15 minutes left")).toBeTruthy();
});

describe("presence", () => {
  test.each([
    ["missed", /You missed a conversation/],
    ["rejected", /You rejected a conversation/],
    ["session_limit", /as many sessions open as allowed/],
  ])("an alert (%s) stands on top of Home until it is reset", async (cause, words) => {
    await stage.open(meOf(["agent"]), {
      me: agentView({ presence_id: "inactive", alerts: [{ cause, at_ms: 0, count: 1 }] }),
    });
    const alerts = within(screen.getByRole("region", { name: "Alerts" }));
    expect(alerts.getByText(words)).toBeTruthy();
    await user.click(alerts.getByRole("button", { name: "Reset presence" }));
    expect(stage.world.socket.sentOf("do").at(-1)?.command).toEqual({
      name: "reset_presence",
      agent_id: "ann",
    });
  });

  test("the picker offers what may be chosen, custom presences by their own names", async () => {
    await stage.open(meOf(["agent"]));
    await user.click(screen.getByRole("button", { name: "Presence: Available" }));
    const names = screen.getAllByRole("menuitemradio").map((item) => item.textContent);
    expect(names).toEqual(["Available", "Lunch"]);
    await user.click(screen.getByRole("menuitemradio", { name: "Lunch" }));
    expect(stage.world.socket.sentOf("do").at(-1)?.command).toEqual({
      name: "choose_presence",
      presence_id: "lunch",
    });
  });
});

describe("other roles", () => {
  test("[M1 lists] a supervisor sees conversations and members of the queue, live, and can reset a presence", async () => {
    await stage.open(meOf(["supervisor"]));
    await stage.let(() =>
      stage.snapshot("floor:q1", { of: "floor", items: [itemView()], agents: [agentView()] }),
    );
    expect(screen.getByTestId("count-accepted").textContent).toBe("1");
    const bob = agentView({
      id: "bob",
      name: "Bob",
      alerts: [{ cause: "missed", at_ms: 0, count: 1 }],
      presence_id: "inactive",
    });
    await stage.happen(
      "floor:q1",
      { kind: "member", agent: bob },
      { kind: "item_gone", conversation_id: "c1" },
    );
    expect(screen.getByTestId("count-accepted").textContent).toBe("0");
    await user.click(screen.getByRole("button", { name: "Reset presence of Bob" }));
    expect(stage.world.socket.sentOf("do").at(-1)?.command).toEqual({
      name: "reset_presence",
      agent_id: "bob",
    });
  });

  test("people with several roles get tabs, people with one get none", async () => {
    await stage.open(meOf(["agent", "administrator"]));
    await user.click(screen.getByRole("tab", { name: "Administration" }));
    expect(screen.getByRole("heading", { level: 1, name: "Administration" })).toBeTruthy();
    cleanup();
    stage = new Stage();
    await stage.open(meOf(["administrator"]));
    expect(screen.queryByRole("tab")).toBeNull();
  });
});
