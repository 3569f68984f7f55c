/** Tells what an agent sees of what the customer had before, and where the focus goes. */

import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import { panel, Stage } from "./testing";

const PATH = "/api/conversations/c1/earlier";

let stage: Stage;
const user = userEvent.setup({ delay: null });

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  stage = new Stage();
});

afterEach(cleanup);

async function open() {
  await stage.openWithSession();
  await user.click(panel().getByRole("button", { name: /^Visitor 7/ }));
  return within(screen.getByRole("region", { name: "Earlier conversations" }));
}

/** A page of a customer's history; those of a page begin at the same time. */
function historyPage(name: string, count: number, next: string | null) {
  const earlier = Array.from({ length: count }, (_, place) => ({
    id: `${name}${place}`,
    workstream_name: `${name} ${place}`,
    agent_name: null,
    created_at_ms: 0,
    ended_at_ms: 0,
    closed_by: null,
    readable: true,
  }));
  return { earlier, next };
}

test("earlier conversations that can't be fetched say so and can be tried again", async () => {
  const earlier = await open();
  // The scripted server knows nothing of them.
  await user.click(earlier.getByRole("button", { name: "Try again" }));
  expect(earlier.getByText(/could not be fetched/)).toBeTruthy();
});

test("a long history comes page by page, and the focus goes where the next page begins", async () => {
  stage.answers[PATH] = historyPage("newest", 20, "newest19");
  const earlier = await open();
  const more = () => earlier.getByRole("button", { name: "Show more" });
  const entries = () => earlier.getAllByRole("listitem");
  const focused = () => document.activeElement?.textContent;
  expect(entries()).toHaveLength(20);
  // The scripted server knows nothing of that page yet.
  more().focus();
  await user.keyboard("{Enter}");
  expect(earlier.getByText(/could not be fetched/)).toBeTruthy();
  expect(focused()).toBe("Try again");
  expect(entries()).toHaveLength(20);
  stage.answers[`${PATH}?before=newest19`] = historyPage("older", 20, "older19");
  await user.keyboard("{Enter}");
  expect(entries()).toHaveLength(40);
  expect(focused()).toMatch(/older 0, answered by nobody$/);
  expect(earlier.queryByText(/could not be fetched/)).toBeNull();
  stage.answers[`${PATH}?before=older19`] = historyPage("oldest", 1, null);
  await user.click(more());
  expect(entries()).toHaveLength(41);
  expect(focused()).toMatch(/oldest 0/);
  expect(earlier.queryByRole("button", { name: "Show more" })).toBeNull();
});

test("who goes elsewhere while a page is on its way stays there", async () => {
  stage.answers[PATH] = historyPage("newest", 2, "newest1");
  stage.answers[`${PATH}?before=newest1`] = historyPage("older", 2, null);
  const earlier = await open();
  const composer = screen.getByRole("textbox", { name: /^Message/ });
  await stage.let(() => {
    earlier.getByRole("button", { name: "Show more" }).click();
    composer.focus();
  });
  expect(earlier.getAllByRole("listitem")).toHaveLength(4);
  expect(document.activeElement).toBe(composer);
});
