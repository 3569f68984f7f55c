/** Draws the menu of a session's entry, at its More, the second mouse button and the keyboard's menu key. */

import { Menu, MenuItem, MenuList, MenuPopover } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { type MouseEvent, type RefObject, useState } from "react";
import type { SessionView } from "../../api";
import { useAgent } from "../agent";
import { useShortcut } from "../shortcuts";
import { useMoving } from "./useMoving";

interface EntryMenuProps {
  session: SessionView;
  /** The entry, where the menu stands and to which the focus returns. */
  target: HTMLElement;
  /** The menu is done with: the focus goes back to the entry. */
  onDone(): void;
  onClose(): void;
}

/** WCAG 2.5.7: whatever is done by dragging is done here, too. */
export function EntryMenu({ session, target, onDone, onClose }: EntryMenuProps) {
  const { t } = useLingui();
  const { moveBy } = useMoving();
  const sessions = useAgent((state) => state.sessions);
  const at = sessions.findIndex((one) => one.id === session.id);
  const keys = { up: useShortcut("move_session_up").text, down: useShortcut("move_session_down").text };
  // The entry has the focus again before anything is done: what moves keeps it, what asks takes it.
  const then = (run: () => void) => () => {
    onDone();
    run();
  };
  return (
    <Menu open positioning={{ target, position: "below", align: "start" }} onOpenChange={onDone}>
      <MenuPopover>
        <MenuList>
          <MenuItem
            disabled={at <= 0}
            secondaryContent={keys.up}
            onClick={then(() => moveBy(session.id, -1))}
          >{t`Move up`}</MenuItem>
          <MenuItem
            disabled={at < 0 || at === sessions.length - 1}
            secondaryContent={keys.down}
            onClick={then(() => moveBy(session.id, 1))}
          >{t`Move down`}</MenuItem>
          <MenuItem onClick={then(onClose)}>{t`Close session`}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

export interface EntryMenuState {
  /** Where the menu stands; null while it is closed. */
  target: HTMLElement | null;
  open(event: MouseEvent): void;
  close(): void;
}

/** Keep whether the entry's menu is open; the focus goes back to the entry when it closes. */
export function useEntryMenu(row: RefObject<HTMLElement | null>): EntryMenuState {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  return {
    target,
    open: (event) => {
      event.preventDefault();
      setTarget(row.current);
    },
    close: () => {
      setTarget(null);
      row.current?.querySelector("button")?.focus();
    },
  };
}
