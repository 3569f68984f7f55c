/** Tells what the dialog says that explains why the agent got a conversation, when it can't too. */

import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RoutingStory } from "../api";
import { panel, Stage } from "./testing";

const STORY: RoutingStory = {
  conversation_id: "c1",
  more: false,
  steps: [
    {
      code: "unplaced",
      at_ms: 0,
      text: "",
      queue: "Support",
      members: 2,
      kept: [{ bar: "not_there", count: 2 }],
      near: [],
      given_up: false,
      failures: [],
      configuration: 1,
      floor: 1,
    },
  ],
  what_if: [{ code: "no_members", text: "none" }],
};

let stage: Stage;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  stage = new Stage();
});

afterEach(cleanup);

async function ask() {
  await stage.openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  await user.click(screen.getByRole("button", { name: "Why me?" }));
  return within(await screen.findByRole("dialog"));
}

test("what can't be fetched says so and is fetched again when asked", async () => {
  const dialog = await ask();
  // The scripted server knows nothing of it at first.
  expect(await dialog.findByText(/could not be fetched/)).toBeTruthy();
  stage.answers["/api/conversations/c1/routing"] = STORY;
  await user.click(dialog.getByRole("button", { name: "Try again" }));
  expect(await dialog.findByText(/Of 2 members of Support: 2 were not connected/)).toBeTruthy();
  expect(dialog.getByRole("list", { name: "Steps of the routing" })).toBeTruthy();
  expect(dialog.getByRole("heading", { name: "What would change it" })).toBeTruthy();
});

test("nothing known is said, and closing leads back to the page", async () => {
  stage.answers["/api/conversations/c1/routing"] = { ...STORY, steps: [], what_if: [] };
  const dialog = await ask();
  expect(await dialog.findByText("Nothing is known of how it was routed.")).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: "Close" }));
  expect(await screen.findByRole("button", { name: "Why me?" })).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
});
