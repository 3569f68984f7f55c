/** Draws one session of the panel: letters, title, state, unread badge, X (mission S11, S13, S14, S16). */

import {
  Avatar,
  Badge,
  Button,
  mergeClasses,
  type PositioningShorthand,
  Tooltip,
} from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { type PointerEvent, useEffect, useId, useRef, useState } from "react";
import { useStore } from "zustand";
import type { SessionView } from "../../api";
import { useLink } from "../../realtime";
import { agoText, momentText, useHidden, useNow } from "../../ui";
import { type Talk, useIsOnScreen, useTalks, useUnreadCount } from "../conversations";
import { sessionTitle } from "../customers";
import { usePreference } from "../preferences";
import { usePanel, useSessions } from "./desk";
import { EntryMenu, useEntryMenu } from "./EntryMenu";
import { EntryTools } from "./EntryTools";
import { useEntryStyles } from "./entryStyles";
import { stateLine } from "./line";
import { isFocused, readUpTo } from "./panel";
import { badgeText, colourOf, initialsOf, marksText } from "./title";

interface SessionEntryProps {
  session: SessionView;
  /** Somebody else ended it; it only waits to be read. */
  lost: boolean;
  /** Text beside the icon. */
  wide: boolean;
  /** Where the tooltip stands: never over the X. */
  positioning: PositioningShorthand;
  /** For `aria-keyshortcuts`. */
  shortcut: string | undefined;
  /** Where a line shows that a dragged entry would come to stand. */
  drop: "before" | "after" | null;
  /** This one is being dragged. */
  dragged: boolean;
  /** Some entry is: tooltips would lie over where it can be dropped. */
  dragging: boolean;
  /** Undefined for what can't be moved. */
  onPointerDown: ((event: PointerEvent<HTMLElement>) => void) | undefined;
  onClose(): void;
}

export function SessionEntry(props: SessionEntryProps) {
  const { session, lost, wide, positioning, shortcut, drop, dragged, dragging, onPointerDown, onClose } =
    props;
  const { i18n } = useLingui();
  const styles = useEntryStyles();
  const hidden = useHidden();
  const desk = useSessions();
  const selected = usePanel((panel) => panel.selected === session.id);
  const unread = useUnread(session, lost);
  const state = useStateText(session, lost);
  const stateId = useId();
  const row = useRef<HTMLLIElement>(null);
  // Selected by a key it may be out of sight, above all in the strip of a narrow screen.
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [selected]);
  const title = sessionTitle(i18n, session);
  const unseen = session.item.unseen && !lost;
  const marks = marksText(i18n, title, { unseen, unread });
  const name = marks ?? title;
  const menu = useEntryMenu(row);
  const [tip, setTip] = useState(false);
  return (
    <li
      ref={row}
      data-session={session.id}
      className={mergeClasses(
        styles.row,
        selected && styles.selected,
        dragged && styles.dragged,
        drop === "before" && styles.dropBefore,
        drop === "after" && styles.dropAfter,
      )}
      onPointerDown={onPointerDown}
      onContextMenu={menu.open}
    >
      <Tooltip
        content={{ children: marks ?? `${title}. ${state.text}`, className: styles.tooltip }}
        relationship="inaccessible"
        positioning={positioning}
        visible={tip && !dragging}
        onVisibleChange={(_, data) => setTip(data.visible)}
      >
        <Button
          className={mergeClasses(styles.pick, !wide && styles.pickSmall, lost && styles.lost)}
          appearance="transparent"
          aria-current={selected ? "page" : undefined}
          aria-describedby={stateId}
          aria-keyshortcuts={shortcut}
          onClick={() => desk.select(session.id)}
        >
          <span className={hidden}>{name}</span>
          <Letters session={session} title={title} wide={wide} unseen={unseen} />
          {wide && (
            <span className={styles.text} aria-hidden>
              <span className={styles.line}>
                <bdi className={mergeClasses(styles.title, unread > 0 && styles.strong)}>{title}</bdi>
                <LastTime session={session} />
              </span>
              <span
                className={mergeClasses(
                  "session-muted",
                  styles.state,
                  state.tone === "attention" && styles.attention,
                )}
              >
                {state.text}
                <Snippet session={session} />
              </span>
            </span>
          )}
        </Button>
      </Tooltip>
      <span id={stateId} hidden>
        {state.text}
      </span>
      <span className={mergeClasses(styles.side, !wide && styles.sideSmall)}>
        <UnreadBadge unread={unread} wide={wide} />
        <EntryTools
          title={title}
          selected={selected}
          wide={wide}
          menu={lost ? null : menu}
          onClose={onClose}
        />
      </span>
      {menu.target !== null && (
        <EntryMenu session={session} target={menu.target} onDone={menu.close} onClose={onClose} />
      )}
    </li>
  );
}

interface LettersProps {
  session: SessionView;
  title: string;
  wide: boolean;
  /** Assigned by itself, and not looked at yet. */
  unseen: boolean;
}

function Letters({ session, title, wide, unseen }: LettersProps) {
  const styles = useEntryStyles();
  const { i18n } = useLingui();
  const [density] = usePreference("density");
  const isSmall = density === "compact" || !wide;
  return (
    <span aria-hidden className={styles.icon}>
      {unseen && <AlertMark isSmall={isSmall} />}
      <Avatar
        initials={initialsOf(title, i18n.locale)}
        size={isSmall ? 28 : 32}
        className={isSmall ? styles.lettersSmall : styles.letters}
        color={colourOf(session.conversation_id)}
      />
    </span>
  );
}

/** What needs the agent before all else, in a corner of its own: the number of messages stands elsewhere. */
function AlertMark({ isSmall }: { isSmall: boolean }) {
  const styles = useEntryStyles();
  return (
    <span className={mergeClasses(styles.alert, isSmall && styles.alertSmall)} data-testid="alert-mark">
      !
    </span>
  );
}

function LastTime({ session }: { session: SessionView }) {
  const { i18n } = useLingui();
  const styles = useEntryStyles();
  const { connection } = useLink();
  const atMs = useLastMessage(session.conversation_id, (message) => message?.atMs ?? null);
  if (atMs === null) return null;
  const now = connection.serverNowMs();
  const today = new Date(atMs).toDateString() === new Date(now).toDateString();
  return (
    <span className={mergeClasses("session-muted", styles.time)}>
      {today ? momentText(atMs, now, i18n.locale) : agoText(atMs, now, i18n.locale)}
    </span>
  );
}

/** The beginning of the last message; more than fits is cut off by the panel's edge. */
function Snippet({ session }: { session: SessionView }) {
  const text = useLastMessage(session.conversation_id, (message) => message?.text.slice(0, 80) ?? "");
  if (text === "") return null;
  return (
    <>
      {" · "}
      <bdi>{text}</bdi>
    </>
  );
}

type Message = Extract<Talk["lines"][number], { kind: "message" }>;

function useLastMessage<T>(conversationId: string, choose: (message: Message | null) => T): T {
  return useStore(useTalks().store, (all) => {
    const line = all[conversationId]?.lines.findLast(({ kind }) => kind === "message");
    return choose(line?.kind === "message" ? line : null);
  });
}

function UnreadBadge({ unread, wide }: { unread: number; wide: boolean }) {
  const styles = useEntryStyles();
  const text = badgeText(unread);
  if (text === null) return null;
  return (
    <Badge
      className={wide ? styles.badge : styles.badgeSmall}
      color="danger"
      size={wide ? "medium" : "small"}
      data-testid="unread"
    >
      {text}
    </Badge>
  );
}

function useUnread(session: SessionView, lost: boolean): number {
  const isDrawn = useIsOnScreen(session.conversation_id);
  const seen = usePanel((panel) =>
    isDrawn && isFocused(panel, session.id) ? Number.POSITIVE_INFINITY : readUpTo(panel, session),
  );
  const unread = useUnreadCount(session.conversation_id, seen);
  return lost ? 0 : unread;
}

/** How often the remaining minutes are counted anew. */
const COUNT_EVERY_MS = 10_000;

function useStateText(session: SessionView, lost: boolean) {
  const { i18n } = useLingui();
  const { connection } = useLink();
  const [serverNow] = useState(() => () => connection.serverNowMs());
  useNow(serverNow, COUNT_EVERY_MS);
  // As of now: by what was counted last, a wrap-up of 15 minutes would begin with 16.
  const { text, tone } = stateLine(session, lost, serverNow());
  return { text: i18n._(text), tone };
}
