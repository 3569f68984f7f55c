/** Moves a session within its panel, says where it came to stand, and why it did not. */

import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { codeOf } from "../../api";
import { announce, refusalMessage, showToast } from "../../ui";
import { useAgent } from "../agent";
import { useSessions } from "./desk";

export interface Moving {
  /** To a place among the open sessions, counted from 0. */
  moveTo(id: string, to: number): void;
  moveBy(id: string, step: 1 | -1): void;
}

export function useMoving(): Moving {
  const { i18n } = useLingui();
  const desk = useSessions();
  const sessions = useAgent((state) => state.sessions);
  const ids = sessions.map((one) => one.id);

  function moveTo(id: string, to: number) {
    const focused = document.activeElement;
    const from = ids.indexOf(id);
    const place = Math.min(Math.max(to, 0), ids.length - 1);
    if (from < 0) return;
    if (place !== from) {
      desk.move(id, place).catch((reason: unknown) => {
        showToast("warning", refusalMessage(codeOf(reason)));
      });
    }
    announce(i18n._(msg`Moved to place ${place + 1} of ${ids.length}`));
    keepFocus(focused);
  }

  return { moveTo, moveBy: (id, step) => moveTo(id, ids.indexOf(id) + step) };
}

/** An element that moves within the page loses the focus. */
function keepFocus(focused: Element | null): void {
  requestAnimationFrame(() => {
    const isLost = document.activeElement === document.body;
    if (isLost && focused instanceof HTMLElement && focused.isConnected) focused.focus();
  });
}
