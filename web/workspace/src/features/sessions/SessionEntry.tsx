/** Draws one session of the panel: letters, title, state, unread badge, X (mission S11, S13, S14, S16). */

import {
  Avatar,
  Badge,
  Button,
  mergeClasses,
  type PositioningShorthand,
  Tooltip,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useId, useRef, useState } from "react";
import { useStore } from "zustand";
import type { SessionView } from "../../api";
import { useLink } from "../../realtime";
import { agoText, momentText, useHidden, useNow } from "../../ui";
import { type Talk, useIsOnScreen, useTalks, useUnreadCount } from "../conversations";
import { titleOf } from "../customers";
import { usePreference } from "../preferences";
import { useShortcut, withKey } from "../shortcuts";
import { usePanel, useSessions } from "./desk";
import { useEntryStyles } from "./entryStyles";
import { stateLine } from "./line";
import { isFocused, readUpTo } from "./panel";
import { badgeText, colourOf, initialsOf, unreadText } from "./title";

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
  onClose(): void;
}

export function SessionEntry({ session, lost, wide, positioning, shortcut, onClose }: SessionEntryProps) {
  const { t, i18n } = useLingui();
  const styles = useEntryStyles();
  const hidden = useHidden();
  const desk = useSessions();
  const selected = usePanel((panel) => panel.selected === session.id);
  const unread = useUnread(session, lost);
  const state = useStateText(session, lost);
  const stateId = useId();
  const closeKey = useShortcut("close_session");
  const row = useRef<HTMLLIElement>(null);
  // Selected by a key it may be out of sight, above all in the strip of a narrow screen.
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [selected]);
  const title = titleOf(i18n, session.item);
  const name = unread > 0 ? i18n._(unreadText(title, unread)) : title;
  return (
    <li ref={row} className={mergeClasses(styles.row, selected && styles.selected)}>
      <Tooltip
        content={{ children: unread > 0 ? name : `${title}. ${state.text}`, className: styles.tooltip }}
        relationship="inaccessible"
        positioning={positioning}
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
          <Letters session={session} title={title} wide={wide} />
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
        <Button
          title={selected ? withKey(t`Close session`, closeKey) : undefined}
          aria-keyshortcuts={selected ? closeKey.aria : undefined}
          className={mergeClasses("session-close", styles.close)}
          appearance="subtle"
          size="small"
          icon={<DismissRegular />}
          aria-label={t`Close session ${title}`}
          onClick={onClose}
        />
      </span>
    </li>
  );
}

function Letters({ session, title, wide }: { session: SessionView; title: string; wide: boolean }) {
  const styles = useEntryStyles();
  const { i18n } = useLingui();
  const [density] = usePreference("density");
  const isSmall = density === "compact" || !wide;
  return (
    <span aria-hidden>
      <Avatar
        initials={initialsOf(title, i18n.locale)}
        size={isSmall ? 28 : 32}
        className={isSmall ? styles.lettersSmall : styles.letters}
        color={colourOf(session.conversation_id)}
      />
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
  const { text, tone } = stateLine(session, lost, useNow(serverNow, COUNT_EVERY_MS));
  return { text: i18n._(text), tone };
}
