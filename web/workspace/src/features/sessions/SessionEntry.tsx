/** Draws one session of the panel: letters, title, unread badge, X (mission S11, S13, S14, S16). */

import { Avatar, Badge, Button, makeStyles, mergeClasses, Tooltip, tokens } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import type { SessionView } from "../../api";
import { unreadCount, useTalk } from "../conversations";
import { titleOf } from "../customers";
import { usePanel, useSessions } from "./desk";
import { isFocused, readUpTo } from "./panel";
import { badgeText, initialsOf, unreadText } from "./title";

const useStyles = makeStyles({
  row: {
    position: "relative",
    display: "flex",
    alignItems: "center",
    "& .session-close": { opacity: 0 },
    "&:hover .session-close, &:focus-within .session-close": { opacity: 1 },
    "@media (hover: none)": { "& .session-close": { opacity: 1 } },
  },
  pick: { flexGrow: 1, minWidth: 0, justifyContent: "flex-start", padding: "6px", gap: "8px" },
  title: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  icon: { position: "relative", display: "inline-flex" },
  badge: { position: "absolute", top: "-6px", right: "-10px" },
  closeOver: { position: "absolute", right: "-4px", top: "-4px" },
  selected: { backgroundColor: tokens.colorNeutralBackground1Selected },
  lost: { fontStyle: "italic" },
  unseen: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" },
});

interface SessionEntryProps {
  session: SessionView;
  /** Somebody else ended it; it only waits to be read. */
  lost: boolean;
  onClose(): void;
}

export function SessionEntry({ session, lost, onClose }: SessionEntryProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const desk = useSessions();
  const selected = usePanel((panel) => panel.selected === session.id);
  const expanded = usePanel((panel) => panel.expanded);
  const unread = useUnread(session, lost);
  const title = titleOf(i18n, session.item);
  const name = unread > 0 ? i18n._(unreadText(title, unread)) : title;
  return (
    <li className={mergeClasses(styles.row, selected && styles.selected)}>
      <Tooltip content={name} relationship="inaccessible" positioning="after">
        <Button
          className={mergeClasses(styles.pick, lost && styles.lost)}
          appearance="subtle"
          aria-current={selected ? "page" : undefined}
          onClick={() => desk.select(session.id)}
        >
          <span className={styles.unseen}>{name}</span>
          <span className={styles.icon} aria-hidden>
            <Avatar
              initials={initialsOf(title, i18n.locale)}
              color="colorful"
              idForColor={session.conversation_id}
            />
            <UnreadBadge unread={unread} />
          </span>
          {expanded && (
            <span className={styles.title} aria-hidden>
              {title}
            </span>
          )}
        </Button>
      </Tooltip>
      <Button
        className={mergeClasses("session-close", !expanded && styles.closeOver)}
        appearance="subtle"
        size="small"
        icon={<DismissRegular />}
        aria-label={t`Close session ${title}`}
        onClick={onClose}
      />
    </li>
  );
}

function UnreadBadge({ unread }: { unread: number }) {
  const styles = useStyles();
  const text = badgeText(unread);
  if (text === null) return null;
  return (
    <Badge className={styles.badge} color="danger" size="small" data-testid="unread">
      {text}
    </Badge>
  );
}

function useUnread(session: SessionView, lost: boolean): number {
  const talk = useTalk(session.conversation_id);
  const seen = usePanel((panel) =>
    isFocused(panel, session.id) ? Number.POSITIVE_INFINITY : readUpTo(panel, session),
  );
  return lost ? 0 : unreadCount(talk, seen);
}
