/** Tells what the keyboard does in the drawn pages, and what becomes of sessions that others ended. */

import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { offerView } from "../features/fixtures";
import { meOf, panel, Stage } from "./testing";

let stage: Stage;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  stage = new Stage();
});

afterEach(cleanup);

describe("lost sessions", () => {
  test("a session that somebody else ended is marked, leaves with Undo, and comes back by it", async () => {
    await stage.openWithSession();
    await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
    await stage.happen("agent:ann", { kind: "session_closed", session_id: "s1", reason: "force_close" });
    expect(panel().getByText(/^Ended: read why/, { selector: "[hidden]" })).toBeTruthy();
    await user.click(panel().getByRole("button", { name: "Close session Visitor 7" }));
    expect(panel().queryByRole("button", { name: "Visitor 7" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(panel().getByRole("button", { name: "Visitor 7" }).getAttribute("aria-current")).toBe("page");
  });

  test("a session that somebody else ended is still there after a reload, with its reason", async () => {
    await stage.openWithSession();
    await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
    await stage.happen("agent:ann", { kind: "session_closed", session_id: "s1", reason: "force_close" });
    cleanup();
    stage = new Stage();
    await stage.open(meOf(["agent"]));
    expect(panel().getByRole("button", { name: "Visitor 7" }).getAttribute("aria-current")).toBe("page");
    expect(
      within(screen.getByRole("main")).getAllByText("A supervisor ended the conversation.").length,
    ).toBeGreaterThan(0);
  });
});

describe("keyboard", () => {
  test("offers are answered by keys from wherever somebody is, and the result is announced", async () => {
    await stage.open(meOf(["agent"]));
    const now = stage.world.clock.nowMs();
    const offer = offerView({ made_at_ms: now, expires_at_ms: now + 60_000 });
    await stage.happen("agent:ann", { kind: "offer", offer });
    const said = within(screen.getByTestId("announcer"));
    expect(
      said.getByText("Incoming conversation: Visitor 7. 60 seconds to answer. Press F8 to answer."),
    ).toBeTruthy();
    await user.keyboard("{Alt>}r{/Alt}");
    const reject = stage.world.socket.sentOf("do").find((frame) => frame.command.name === "reject_offer");
    await stage.let(() => stage.world.socket.say({ t: "result", id: reject?.id ?? "" }));
    expect(said.getByText("You rejected the offer of Visitor 7.")).toBeTruthy();
  });

  test("sessions are switched by number, by arrows and to what is unread, also while writing", async () => {
    await stage.openWithSession();
    await user.keyboard("{Alt>}1{/Alt}");
    expect(screen.getByRole("main", { name: "Active conversation: Visitor 7" })).toBeTruthy();
    await user.click(screen.getByRole("textbox", { name: "Message" }));
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(screen.getByRole("main", { name: "Home" })).toBeTruthy();
    await stage.customerWrites("news");
    await user.keyboard("{Alt>}n{/Alt}");
    expect(screen.getByRole("main", { name: "Active conversation: Visitor 7" })).toBeTruthy();
  });

  test("the keys are shown by ?, changed by pressing another, and nothing else happens meanwhile", async () => {
    await stage.openWithSession();
    await user.keyboard("?");
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: /^Go to session 1: Alt\+1/ }));
    await user.keyboard("{F9}");
    expect(dialog.getByRole("button", { name: /^Go to session 1: F9/ })).toBeTruthy();
    await user.keyboard("{F9}");
    await user.click(dialog.getByRole("button", { name: "Close" }));
    expect(await screen.findByRole("main", { name: "Home" })).toBeTruthy();
    await user.keyboard("{F9}");
    expect(screen.getByRole("main", { name: "Active conversation: Visitor 7" })).toBeTruthy();
  });

  test("the X by key asks first, and no key reaches behind the question", async () => {
    await stage.openWithSession();
    await user.keyboard("{Alt>}1{/Alt}{Alt>}w{/Alt}");
    await screen.findByRole("alertdialog");
    await user.keyboard("{Alt>}0{/Alt}");
    expect(screen.queryByRole("main", { name: "Home", hidden: true })).toBeNull();
    expect(stage.commands()).not.toContain("close_session");
  });
});
