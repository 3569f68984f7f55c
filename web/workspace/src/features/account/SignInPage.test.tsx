/** Tells how signing in goes, well and badly. */

import { I18nProvider } from "@lingui/react";
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Http } from "../../api";
import { i18n, speak } from "../../ui";
import { SignInPage } from "./SignInPage";

const ME = { user: { id: "ann", login: "ann", name: "Ann", roles: [], supervises: [] }, csrf: "token" };
const user = userEvent.setup({ delay: null });

beforeEach(() => speak("en"));
afterEach(cleanup);

/** Draws the page over a server that answers always the same, and signs in. */
async function signInAt(status: number, body: unknown) {
  const onSignedIn = vi.fn();
  const http = new Http(async () => new Response(JSON.stringify(body), { status }));
  render(
    <I18nProvider i18n={i18n}>
      <SignInPage http={http} notice={null} onSignedIn={onSignedIn} />
    </I18nProvider>,
  );
  await user.type(screen.getByLabelText(/Sign-in name/), "ann");
  await user.type(screen.getByLabelText(/Password/), "secret{Enter}");
  return onSignedIn;
}

test("the right password signs in", async () => {
  const onSignedIn = await signInAt(200, ME);
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledWith(ME));
});

test.each([
  [401, "not_signed_in", "The sign-in name or the password is wrong."],
  [429, "too_many", "Too many attempts. Please wait a moment and try again."],
  [503, "read_only", "The server can't store anything at the moment. Please try again later."],
])("a refusal (%i %s) is said in words, and the form can be used again", async (status, code, words) => {
  const onSignedIn = await signInAt(status, { code });
  expect((await screen.findByRole("alert")).textContent).toBe(words);
  expect(onSignedIn).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(screen.getByLabelText(/Sign-in name/));
});

test("password managers know the fields", async () => {
  await signInAt(401, {});
  expect(screen.getByLabelText(/Sign-in name/).getAttribute("autocomplete")).toBe("username");
  expect(screen.getByLabelText(/Password/).getAttribute("autocomplete")).toBe("current-password");
});

/** Finds a text on the page and hears it in every language. */
async function isSaidInEveryLanguage(words: RegExp): Promise<void> {
  const http = new Http(async () => new Response("{}", { status: 401 }));
  render(
    <I18nProvider i18n={i18n}>
      <SignInPage http={http} notice={null} onSignedIn={() => undefined} />
    </I18nProvider>,
  );
  const said = screen.getByText(words);
  const english = said.textContent;
  for (const language of ["th", "lv", "sv", "id", "nl"]) {
    await act(() => speak(language));
    expect(said.textContent).not.toBe(english);
    expect(said.textContent).not.toBe("");
  }
}

test("[M17 agent] agents read before they sign in that supervisors may follow, and that it is recorded", () =>
  isSaidInEveryLanguage(
    /^Supervisors may follow conversations while they go on; who watched what is recorded\./,
  ));

test("[M17 statement] figures are said to be not meant for decisions about employment", () =>
  isSaidInEveryLanguage(/not meant for decisions about a person's employment\.$/));
