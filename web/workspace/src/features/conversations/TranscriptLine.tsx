/** Draws one line of a transcript; text is shown as written and never as markup. */

import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { memo } from "react";
import { useLink } from "../../realtime";
import { refusalText } from "../../ui";
import { neutral } from "../customers";
import { piecesOf } from "../links";
import { dayText, timeText } from "./moments";
import { noticeText } from "./notices";
import type { Line, MessageLine, NoticeLine, Receipt } from "./transcript";

const useStyles = makeStyles({
  row: { display: "flex", flexDirection: "column", alignItems: "flex-start" },
  mine: { alignItems: "flex-end" },
  group: { paddingTop: "10px" },
  day: {
    alignSelf: "stretch",
    display: "flex",
    alignItems: "center",
    gap: "12px",
    padding: "12px 0 4px",
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    "::before": { content: "''", flexGrow: 1, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    "::after": { content: "''", flexGrow: 1, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  message: {
    maxWidth: "85%",
    boxSizing: "border-box",
    display: "flex",
    flexDirection: "column",
    padding: "6px 12px",
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    // In forced colours there is no background: a border says what belongs together.
    border: "1px solid transparent",
  },
  messageMine: { backgroundColor: tokens.colorBrandBackground2 },
  head: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: "anywhere",
  },
  byline: { display: "flex", gap: "6px", minWidth: 0 },
  // A name of 300 characters is written out among the customer's details.
  author: {
    minWidth: 0,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    fontWeight: tokens.fontWeightSemibold,
  },
  moment: { flexShrink: 0, whiteSpace: "nowrap" },
  unseen: {
    position: "absolute",
    width: "1px",
    height: "1px",
    overflow: "hidden",
    clipPath: "inset(50%)",
    whiteSpace: "nowrap",
  },
  text: { whiteSpace: "pre-wrap", overflowWrap: "anywhere", unicodeBidi: "isolate" },
  link: { color: "inherit", textDecorationLine: "underline", overflowWrap: "anywhere" },
  notice: {
    alignSelf: "center",
    padding: "6px 0",
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    textAlign: "center",
    overflowWrap: "anywhere",
  },
  actions: { display: "flex", gap: "8px", alignItems: "center", flexWrap: "wrap", paddingTop: "4px" },
  refused: { fontSize: tokens.fontSizeBase200, color: tokens.colorStatusDangerForeground1 },
});

interface RowProps<L extends Line> {
  line: L;
  /** How a customer who gave no name is called. */
  customer: string;
  receipt?: Receipt | undefined;
}

/** Drawn again only when the line itself changed: thousands of others stay as they are. */
export const TranscriptRow = memo(function TranscriptRow({ line, customer, receipt }: RowProps<Line>) {
  const styles = useStyles();
  const isMessage = line.kind === "message";
  return (
    <li
      className={mergeClasses(
        styles.row,
        isMessage && line.side === "agent" && styles.mine,
        isMessage && line.newAuthor && styles.group,
      )}
      data-key={line.key}
      data-side={isMessage ? line.side : undefined}
      data-state={isMessage ? line.state : undefined}
      aria-posinset={line.n}
      // How many there are in all changes all the time; what counts is the order.
      aria-setsize={-1}
    >
      {line.newDay && <Day atMs={line.atMs} />}
      {isMessage ? (
        <Message line={line} customer={customer} receipt={receipt} />
      ) : (
        <Notice line={line} customer={customer} />
      )}
    </li>
  );
});

function Message({ line, customer, receipt }: RowProps<MessageLine>) {
  const styles = useStyles();
  const mine = line.side === "agent";
  const name = neutral(line.author) || (mine ? "" : customer);
  const head = mergeClasses(styles.head, styles.byline, !line.newMinute && styles.unseen);
  return (
    <>
      <div className={mergeClasses(styles.message, mine && styles.messageMine)}>
        <div className={head}>
          <bdi className={line.newAuthor ? styles.author : styles.unseen}>{name}</bdi>{" "}
          <Moment atMs={line.atMs} />
        </div>
        <span className={styles.text} dir="auto" data-testid="text">
          <LinkedText text={line.text} />
        </span>
      </div>
      {line.state === "not sent" ? <NotSent line={line} /> : <ReceiptText line={line} receipt={receipt} />}
    </>
  );
}

function LinkedText({ text }: { text: string }) {
  const styles = useStyles();
  let from = 0;
  return piecesOf(text).map((piece) => {
    const key = from;
    from += piece.text.length;
    if (piece.href === null) return piece.text;
    return (
      <a
        key={key}
        className={styles.link}
        href={piece.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
      >
        {piece.text}
      </a>
    );
  });
}

function ReceiptText({ line, receipt }: { line: MessageLine; receipt: Receipt | undefined }) {
  const { t } = useLingui();
  const styles = useStyles();
  const known = { sent: t`Sent`, delivered: t`Delivered`, read: t`Read` };
  const text = line.state === "sending" ? t`Sending …` : receipt === undefined ? "" : known[receipt];
  return text === "" ? null : (
    <span className={styles.head} data-testid="receipt">
      {text}
    </span>
  );
}

function NotSent({ line }: { line: MessageLine }) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { outbox } = useLink();
  return (
    <div className={styles.actions}>
      <span className={styles.refused}>
        {t`Not sent.`} {refusalText(i18n, line.refusal ?? "")}
      </span>
      <Button size="small" onClick={() => outbox.retry(line.key)}>{t`Send again`}</Button>
      <Button size="small" onClick={() => outbox.discard(line.key)}>{t`Discard`}</Button>
    </div>
  );
}

function Notice({ line }: RowProps<NoticeLine>) {
  const { i18n } = useLingui();
  const styles = useStyles();
  return (
    <span className={styles.notice}>
      {noticeText(i18n, line)} <Moment atMs={line.atMs} />
    </span>
  );
}

function Moment({ atMs }: { atMs: number }) {
  const { i18n } = useLingui();
  const styles = useStyles();
  return (
    <time className={styles.moment} dateTime={new Date(atMs).toISOString()}>
      {timeText(atMs, i18n.locale)}
    </time>
  );
}

function Day({ atMs }: { atMs: number }) {
  const { i18n } = useLingui();
  const styles = useStyles();
  const { connection } = useLink();
  return <div className={styles.day}>{dayText(atMs, connection.serverNowMs(), i18n.locale)}</div>;
}
