/** Tells what an alert shows and does, whatever its template says; the server is a script. */

import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { OfferView } from "../api";
import { itemView, offerView, sessionView } from "../features/fixtures";
import { dismissAll } from "../ui/toasts";
import { meOf, Stage } from "./testing";

let stage: Stage;
const user = userEvent.setup({ delay: null });
const plain = offerView().notification;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  dismissAll();
  stage = new Stage();
});

afterEach(cleanup);

/** Put an offer before the agent; it runs for a minute unless said otherwise. */
async function offer(changes: Partial<OfferView> = {}): Promise<OfferView> {
  if (screen.queryByRole("navigation") === null) await stage.open(meOf(["agent"]));
  const now = stage.world.clock.nowMs();
  const one = offerView({ made_at_ms: now, expires_at_ms: now + 60_000, ...changes });
  await stage.happen("agent:ann", { kind: "offer", offer: one });
  return one;
}

function alert() {
  return within(screen.getByRole("alertdialog"));
}

function buttons(): (string | null)[] {
  return alert()
    .getAllByRole("button")
    .map((one) => one.textContent);
}

/** Let time pass on a connection that lives. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1)
    await stage.let(() => {
      stage.world.clock.pass(1_000);
      stage.world.socket.say({ t: "beat" });
    });
}

async function refuse(name: string, code: string): Promise<void> {
  const frame = stage.world.socket.sentOf("do").findLast((one) => one.command.name === name);
  await stage.let(() => stage.world.socket.say({ t: "refused", id: frame?.id ?? "", code, sentence: "" }));
}

describe("the template", () => {
  const details = [{ name: "email", value: "m@example.org" }];

  test("[N11] its lines stand in place of the details, without those that have no value", async () => {
    const fields = [
      { header: "Who", value: "{customerName}" },
      { header: "Order", value: "{order}" },
      { header: "Case", value: "{caseTitle}" },
      { header: "Who", value: "once more" },
    ];
    const values = { order: "{customerName}\u202e 7" };
    await offer({ details, notification: { ...plain, fields, values, title: "Shop {caseId}" } });
    expect(screen.getByRole("alertdialog", { name: "Shop" })).toBeTruthy();
    expect(
      alert()
        .getAllByRole("definition")
        .map((one) => one.textContent),
    ).toEqual(["Visitor 7", "{customerName} 7", "once more"]);
    expect(alert().queryByText("m@example.org")).toBeNull();
  });

  test("[N8 alert] its words are on the buttons; what can't be rejected has no Reject, and no key for it", async () => {
    const words = { accept_text: "Take it", reject_text: "Not me" };
    await offer({ notification: { ...plain, ...words } });
    expect(buttons()).toEqual(["Take it", "Not me"]);
    await offer({ rejectable: false, notification: { ...plain, ...words } });
    expect(buttons()).toEqual(["Take it"]);
    await user.keyboard("{Alt>}r{/Alt}");
    expect(stage.commands()).not.toContain("reject_offer");
  });

  test("[N9 assigned] what becomes the agent's by itself says so, and can be opened before", async () => {
    await offer({ auto_assign: "after_timeout", rejectable: false });
    expect(buttons()).toEqual(["Open"]);
    expect(alert().getByText("It becomes yours when the time is over.")).toBeTruthy();
  });

  test("[N5] a hidden countdown shows no number; the time ends in any event", async () => {
    await offer({ show_countdown: false });
    expect(alert().queryByRole("timer")).toBeNull();
    await stage.let(() => stage.world.clock.pass(60_001));
    expect(alert().getByText("The time is over.")).toBeTruthy();
  });
});

describe("the focus", () => {
  const over = { kind: "offer_ended", offer_id: "o1", outcome: "rejected" } as const;
  const second = { id: "o2", conversation_id: "c2", visitor_number: 8 };

  test.each(["goes", "is left"])("an offer that comes after it %s takes no focus", async (how) => {
    await offer();
    await user.click(alert().getByRole("button", { name: "Reject" }));
    if (how === "goes") await stage.happen("agent:ann", over);
    else await stage.let(() => (document.activeElement as HTMLElement).blur());
    expect(document.activeElement).toBe(document.body);
    await offer(second);
    expect(document.activeElement).toBe(document.body);
  });

  test("an offer that goes gives it to one that stays, not to one that comes in the same moment", async () => {
    await offer();
    await offer(second);
    const [first, other] = screen.getAllByRole("button", { name: "Accept" });
    first?.focus();
    await stage.happen("agent:ann", over);
    expect(document.activeElement).toBe(other);
    const third = offerView({ id: "o3", conversation_id: "c3", expires_at_ms: Number.MAX_SAFE_INTEGER });
    await stage.happen("agent:ann", { ...over, offer_id: "o2" }, { kind: "offer", offer: third });
    expect(document.activeElement).toBe(document.body);
  });
});

describe("time", () => {
  test("after the end there is no answer, and no negative number", async () => {
    await offer();
    await stage.let(() => stage.world.clock.sleep(3_600_000));
    expect(alert().queryByRole("timer")).toBeNull();
    expect(alert().getByText("The time is over.")).toBeTruthy();
    await user.click(alert().getByRole("button", { name: "Accept" }));
    await user.keyboard("{Alt>}a{/Alt}");
    expect(stage.commands()).not.toContain("accept_offer");
  });

  test("without a connection the alert says so and sends nothing later", async () => {
    await offer();
    await stage.let(() => stage.world.socket.drop());
    expect(alert().getByText(/There is no connection/)).toBeTruthy();
    await user.click(alert().getByRole("button", { name: "Accept" }));
    await stage.let(() => stage.world.clock.pass(3_000));
    await stage.let(() => void stage.world.welcome());
    expect(stage.commands()).not.toContain("accept_offer");
  });

  test("more time is asked for by a button, moves the end, and is announced anew before it", async () => {
    const first = await offer({ extensions: 1 });
    const more = alert().getByRole("button", { name: "More time (1 left)" });
    await pass(46);
    const heard = () => screen.getByTestId("announcer").textContent;
    expect(heard()).toMatch(/15 seconds left to answer\. The button “More time”/);
    await user.click(more);
    expect(stage.commands()).toContain("extend_offer");
    const longer = { ...first, extensions: 0, expires_at_ms: stage.world.clock.nowMs() + 60_000 };
    await stage.happen("agent:ann", { kind: "offer", offer: longer });
    expect(alert().getByRole("button", { name: "No more time to be had" })).toBe(more);
    await pass(44);
    expect(alert().queryByText("The time is over.")).toBeNull();
    await pass(1);
    expect(heard()).toMatch(/15 seconds left to answer\.$/);
  });
});

test("[N8 toast] a toast that leads to a session goes when that is selected by other ways", async () => {
  await stage.openWithSession();
  await user.click(screen.getByRole("button", { name: /^Visitor 7/ }));
  await user.type(screen.getByRole("textbox", { name: "Message" }), "Sveiki");
  await offer({ conversation_id: "c2", visitor_number: 8, auto_assign: "at_once", auto_accept: true });
  const item = itemView({ id: "c2", visitor_number: 8 });
  const session = sessionView({ id: "s2", conversation_id: "c2", item });
  await stage.happen(
    "agent:ann",
    { kind: "offer_ended", offer_id: "o1", outcome: "assigned" },
    { kind: "session", session },
  );
  expect(screen.getByText("Visitor 8 was assigned to you.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /^Visitor 8/ }));
  expect(screen.queryByText("Visitor 8 was assigned to you.")).toBeNull();
});

describe("answers that come too late", () => {
  const accepted = { kind: "offer_ended", offer_id: "o1", outcome: "accepted" } as const;
  const mine = { kind: "item", item: itemView() } as const;

  test("[N15 timeout] what another page accepted just opens", async () => {
    await offer();
    await user.click(alert().getByRole("button", { name: "Accept" }));
    await refuse("accept_offer", "offer_over");
    await stage.happen("agent:ann", accepted, mine, { kind: "session", session: sessionView() });
    expect(screen.getByRole("main", { name: "Active conversation: Visitor 7" })).toBeTruthy();
    expect(within(screen.getByRole("region", { name: "Messages" })).queryByRole("group")).toBeNull();
  });

  test("[N15 timeout] what became theirs in that moment is opened", async () => {
    await offer();
    await user.click(alert().getByRole("button", { name: "Accept" }));
    await stage.happen("agent:ann", { ...accepted, outcome: "assigned" }, mine);
    await refuse("accept_offer", "offer_over");
    expect(stage.commands().at(-1)).toBe("reopen_conversation");
  });
});

describe("answers that come back before the stream says why", () => {
  const assigned = { kind: "offer_ended", offer_id: "o1", outcome: "assigned" } as const;

  test("[N15 timeout] what becomes theirs then is opened, once and without a toast", async () => {
    await offer({ auto_assign: "after_timeout", rejectable: false });
    await user.click(alert().getByRole("button", { name: "Open" }));
    await refuse("accept_offer", "offer_over");
    await stage.happen("agent:ann", assigned, { kind: "item", item: itemView({ unseen: true }) });
    expect(stage.commands().filter((name) => name === "reopen_conversation")).toHaveLength(1);
    expect(screen.queryByText("Visitor 7 was assigned to you.")).toBeNull();
  });
});

describe("work that was assigned", () => {
  const assigned = { kind: "offer_ended", offer_id: "o1", outcome: "assigned" } as const;

  test("[N8 toast] [N9 assigned] a toast tells it and opens it", async () => {
    await offer({ auto_assign: "at_once", rejectable: false });
    await stage.happen("agent:ann", assigned, { kind: "item", item: itemView({ unseen: true }) });
    const toasts = within(screen.getByRole("region", { name: "Messages" }));
    expect(toasts.getByText("Visitor 7 was assigned to you.")).toBeTruthy();
    expect(screen.getByRole("main", { name: "Home" })).toBeTruthy();
    await user.click(toasts.getByRole("button", { name: "Open" }));
    expect(stage.commands().at(-1)).toBe("reopen_conversation");
    await stage.happen("agent:ann", { kind: "session", session: sessionView() });
    expect(screen.getByRole("main", { name: "Active conversation: Visitor 7" })).toBeTruthy();
  });

  test("[N9 assigned] all that its alert showed is said, once, for it is gone in a moment", async () => {
    const details = [{ name: "email", value: "m@example.org" }];
    await offer({ auto_assign: "at_once", rejectable: false, details });
    await stage.happen("agent:ann", assigned, { kind: "item", item: itemView({ unseen: true }) });
    const said = [...screen.getByTestId("announcer").querySelectorAll("p")].map((one) => one.textContent);
    expect(said.filter((text) => text?.includes("m@example.org"))).toEqual([
      "Incoming conversation: Visitor 7. Queue: Support. E-mail: m@example.org. It becomes yours by itself, in a moment.",
    ]);
    const toast = screen.getByText("Visitor 7 was assigned to you.");
    expect(toast.closest("[aria-live=off]")).not.toBeNull();
  });

  test("[N9 assigned] what came and became theirs while the page was away is said by its toast", async () => {
    await stage.open(meOf(["agent"]));
    const one = offerView({ auto_assign: "at_once", expires_at_ms: stage.world.clock.nowMs() + 60_000 });
    await stage.happen("agent:ann", { kind: "offer", offer: one }, assigned);
    const toast = screen.getByText("Visitor 7 was assigned to you.");
    expect(toast.closest("[aria-live=off]")).toBeNull();
  });

  test("[N9 accepted] a session that opens by itself comes to the front on Home", async () => {
    await offer({ auto_assign: "at_once", auto_accept: true, rejectable: false });
    await stage.happen("agent:ann", assigned, { kind: "session", session: sessionView() });
    expect(screen.getByRole("main", { name: "Active conversation: Visitor 7" })).toBeTruthy();
  });

  test("[N9 accepted] it takes nobody away from what they write; its toast shows it", async () => {
    await stage.openWithSession();
    await user.click(screen.getByRole("button", { name: /^Visitor 7/ }));
    await user.type(screen.getByRole("textbox", { name: "Message" }), "Sveiki");
    await offer({ conversation_id: "c2", visitor_number: 8, auto_assign: "at_once", auto_accept: true });
    const item = itemView({ id: "c2", visitor_number: 8 });
    const session = sessionView({ id: "s2", conversation_id: "c2", item });
    await stage.happen("agent:ann", assigned, { kind: "session", session });
    expect(screen.getByRole("main", { name: "Active conversation: Visitor 7" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Show" }));
    expect(screen.getByRole("main", { name: "Active conversation: Visitor 8" })).toBeTruthy();
    expect(screen.queryByText("Visitor 8 was assigned to you.")).toBeNull();
    expect(stage.commands()).not.toContain("reopen_conversation");
  });
});
