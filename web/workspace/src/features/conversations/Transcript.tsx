/** Draws a transcript of any length: the part around the reader, older lines when they come near the top. */

import { Button, makeStyles, Spinner, tokens } from "@fluentui/react-components";
import { ArrowDownRegular } from "@fluentui/react-icons";
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { type RefObject, useEffect } from "react";
import { TranscriptRow } from "./TranscriptLine";
import type { Line, Receipt } from "./transcript";
import { useWindow } from "./useWindow";
import type { Place } from "./windowing";

const useStyles = makeStyles({
  frame: { position: "relative", flexGrow: 1, minHeight: "6rem", display: "flex", flexDirection: "column" },
  scroll: {
    position: "relative",
    flexGrow: 1,
    minHeight: 0,
    overflowY: "auto",
    overflowX: "hidden",
    padding: "8px 16px",
    // The place is kept by the page itself; two that correct each other make it jump.
    overflowAnchor: "none",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "2px",
  },
  older: { display: "flex", justifyContent: "center", alignItems: "center", minHeight: "36px" },
  newer: {
    position: "absolute",
    bottom: "12px",
    left: 0,
    right: 0,
    display: "flex",
    justifyContent: "center",
    pointerEvents: "none",
  },
  newerButton: { pointerEvents: "auto", boxShadow: tokens.shadow8 },
});

export interface Older {
  hasOlder: boolean;
  loading: boolean;
  /** The last attempt failed: only a press tries again, scrolling does not. */
  failed: boolean;
  load(): void;
}

interface TranscriptProps {
  lines: readonly Line[];
  /** Place of the first line in a count that stays (`Talk.origin`). */
  origin: number;
  /** How a customer who gave no name is called. */
  customer: string;
  receipts: ReadonlyMap<number, Receipt>;
  older: Older;
  label: string;
  place?: Place | undefined;
  onLeave?(place: Place | null): void;
  /** Whether the reader is at the end, and sees what comes. */
  onFollowing?(following: boolean): void;
  /** Given to whoever wants to move the focus here. */
  focus?: RefObject<(() => void) | null>;
}

export function Transcript(props: TranscriptProps) {
  const { lines, origin, customer, receipts, older } = props;
  const { t } = useLingui();
  const styles = useStyles();
  const extent = { first: origin, end: origin + lines.length };
  const { span, scroll, unseenFrom, onScroll, onKeyDown, toEnd } = useWindow(extent, {
    place: props.place,
    onLeave: (place) => props.onLeave?.(place),
    onNearTop: () => {
      if (older.hasOlder && !older.loading && !older.failed) older.load();
    },
  });
  useFollowing(span.following, props.onFollowing);
  useOwnMessages(lines, toEnd);
  useEffect(() => {
    if (props.focus !== undefined) props.focus.current = () => scroll.current?.focus();
  }, [props.focus, scroll]);
  const drawn = lines.slice(span.from - origin, span.to - origin);
  return (
    <div className={styles.frame}>
      <div
        ref={scroll}
        role="log"
        // New messages are announced one by one elsewhere; drawing older ones must not be heard.
        aria-live="off"
        aria-label={props.label}
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        {span.from === origin && older.hasOlder && (
          <div className={styles.older}>
            {older.loading ? (
              <Spinner size="tiny" label={t`Loading …`} />
            ) : (
              <Button size="small" onClick={older.load}>{t`Show older messages`}</Button>
            )}
          </div>
        )}
        <ol className={styles.list}>
          {drawn.map((line) => (
            <TranscriptRow
              key={line.key}
              line={line}
              customer={customer}
              receipt={line.kind === "message" && line.side === "agent" ? receipts.get(line.n) : undefined}
            />
          ))}
        </ol>
      </div>
      {!span.following && lines.length > 0 && (
        <div className={styles.newer}>
          <Button
            className={styles.newerButton}
            size="small"
            icon={<ArrowDownRegular />}
            onClick={() => {
              toEnd();
              scroll.current?.focus();
            }}
          >
            <NewerText count={countNew(lines, unseenFrom - origin)} />
          </Button>
        </div>
      )}
    </div>
  );
}

function NewerText({ count }: { count: number }) {
  const { t } = useLingui();
  if (count === 0) return <>{t`To the newest message`}</>;
  return <>{t`${plural(count, { one: "# new message", other: "# new messages" })}`}</>;
}

function countNew(lines: readonly Line[], from: number): number {
  const unseen = lines.slice(Math.max(0, from));
  return unseen.filter((line) => line.kind === "message" && line.side === "customer").length;
}

function useFollowing(following: boolean, tell: ((following: boolean) => void) | undefined): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it changes, not when the listener does
  useEffect(() => tell?.(following), [following]);
}

/** Whoever writes wants to see it: one's own new message leads back to the end. */
function useOwnMessages(lines: readonly Line[], toEnd: () => void): void {
  const last = lines.at(-1);
  const sending = last?.kind === "message" && last.state === "sending" ? last.key : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each message
  useEffect(() => {
    if (sending !== null) toEnd();
  }, [sending]);
}
