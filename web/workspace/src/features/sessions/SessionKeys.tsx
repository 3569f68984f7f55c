/** Does what the keys for sessions stand for, on whichever page somebody is. */

import { useLingui } from "@lingui/react/macro";
import { announce } from "../../ui";
import { useAgent } from "../agent";
import { sessionTitle } from "../customers";
import { usePreference } from "../preferences";
import { SESSION_NUMBERS, useAction } from "../shortcuts";
import { useClosing } from "./Closing";
import { usePanel, useSessions } from "./desk";
import { HOME } from "./panel";
import { useMoving } from "./useMoving";

export function SessionKeys() {
  const { t } = useLingui();
  const desk = useSessions();
  const show = useShowing();
  const { ask } = useClosing();
  const { moveBy } = useMoving();
  const lost = usePanel((panel) => panel.lost);
  const selected = usePanel((panel) => panel.selected);
  const sessions = useAgent((state) => state.sessions);
  const [expanded, setExpanded] = usePreference("panelExpanded");
  const entries = [...sessions, ...lost];
  const session = entries.find((one) => one.id === selected);
  useAction("go_home", () => show(() => desk.select(HOME)));
  useAction("next_session", () => show(() => desk.step(1)));
  useAction("previous_session", () => show(() => desk.step(-1)));
  useAction("toggle_sessions", () => setExpanded(!expanded));
  useAction("next_unread", () => {
    const before = desk.store.getState().shown;
    show(() => desk.selectUnread());
    if (desk.store.getState().shown === before) announce(t`Nothing is unread.`);
  });
  const moved = () => movedId(document.activeElement) ?? selected;
  useAction("move_session_up", () => moveBy(moved(), -1), sessions.length > 1);
  useAction("move_session_down", () => moveBy(moved(), 1), sessions.length > 1);
  useAction("close_session", () => session !== undefined && ask(session), session !== undefined);
  return SESSION_NUMBERS.map((number) => (
    <NumberKey key={number} number={number} id={entries[number - 1]?.id} />
  ));
}

/** The entry that has the focus is meant before the one that is shown. */
function movedId(focused: Element | null): string | null {
  return focused?.closest("[data-session]")?.getAttribute("data-session") ?? null;
}

function NumberKey({ number, id }: { number: (typeof SESSION_NUMBERS)[number]; id: string | undefined }) {
  const desk = useSessions();
  const show = useShowing();
  useAction(`session_${number}`, () => id !== undefined && show(() => desk.select(id)), id !== undefined);
  return null;
}

/** Say what a key has brought to the screen: the focus alone would only say "Message". */
function useShowing(): (change: () => void) => void {
  const { t, i18n } = useLingui();
  const desk = useSessions();
  const sessions = useAgent((state) => state.sessions);
  return (change) => {
    const { shown: before } = desk.store.getState();
    change();
    const { shown, selected, lost } = desk.store.getState();
    if (shown === before) return;
    const session = [...sessions, ...lost].find((one) => one.id === selected);
    announce(session === undefined ? t`Home` : sessionTitle(i18n, session));
  };
}
