/** Draws a transcript: messages and notices, older ones on demand, what is on its way at the end. */

import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useLayoutEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { codeOf } from "../../api";
import { useLink } from "../../realtime";
import { refusalMessage, showToast } from "../../ui";
import { useTalk, useTalks } from "./store";
import { MessageRow, NoticeRow } from "./TranscriptLine";
import { linesOf } from "./transcript";

const useStyles = makeStyles({
  scroll: { flexGrow: 1, minHeight: 0, overflowY: "auto", padding: "8px 16px" },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "8px",
  },
  typing: { padding: "0 16px", minHeight: "20px", color: tokens.colorNeutralForeground2 },
});

interface TranscriptProps {
  conversationId: string;
  /** What a customer who gave no name is called. */
  title: string;
}

export function Transcript({ conversationId, title }: TranscriptProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const { me, outbox } = useLink();
  const talk = useTalk(conversationId);
  const waiting = useStore(outbox.state, (state) => state.messages);
  const mine = waiting.filter((message) => message.conversationId === conversationId);
  const lines = linesOf(talk.entries, mine, { me: me.user.name, customer: title });
  const scroll = useScrolling(lines.at(-1)?.key, talk.entries[0]?.n);
  const { loading, loadOlder } = useOlder(conversationId);
  const askNearTop = () => {
    const nearTop = (scroll.current?.scrollTop ?? 1) < NEAR_PX;
    if (nearTop && talk.hasOlder) loadOlder();
  };
  return (
    <>
      <section
        ref={scroll}
        className={styles.scroll}
        aria-label={t`Transcript`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
        tabIndex={0}
        onScroll={askNearTop}
      >
        {talk.hasOlder && (
          <Button size="small" disabledFocusable={loading} onClick={loadOlder}>
            {t`Show older messages`}
          </Button>
        )}
        <div role="log" aria-live="polite" aria-label={t`Messages of the conversation`}>
          <ol className={styles.list}>
            {lines.map((line) =>
              line.kind === "message" ? (
                <MessageRow key={line.key} line={line} />
              ) : (
                <NoticeRow key={line.key} line={line} />
              ),
            )}
          </ol>
        </div>
      </section>
      <Text size={200} className={styles.typing} data-testid="typing">
        {talk.typingUntilMs > 0 && t`The customer is typing …`}
      </Text>
    </>
  );
}

/** Closer to an end than this counts as being there. */
const NEAR_PX = 80;

/** Stay at the end while the reader is there; when older lines come in above, keep what is read in place. */
function useScrolling(lastKey: string | undefined, firstN: number | undefined) {
  const scroll = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  const before = useRef<{ firstN: number | undefined; height: number }>({ firstN: undefined, height: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last line is what moves the end
  useLayoutEffect(() => {
    const element = scroll.current;
    if (element === null) return;
    const grewAbove = before.current.firstN !== undefined && firstN !== before.current.firstN;
    if (grewAbove) element.scrollTop += element.scrollHeight - before.current.height;
    else if (atEnd.current) element.scrollTop = element.scrollHeight;
    before.current = { firstN, height: element.scrollHeight };
  }, [lastKey, firstN]);
  useLayoutEffect(() => {
    const element = scroll.current;
    if (element === null) return;
    const note = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    };
    element.addEventListener("scroll", note);
    return () => element.removeEventListener("scroll", note);
  }, []);
  return scroll;
}

function useOlder(conversationId: string) {
  const talks = useTalks();
  const [loading, setLoading] = useState(false);
  async function load() {
    setLoading(true);
    try {
      await talks.loadOlder(conversationId);
    } catch (reason) {
      showToast("error", refusalMessage(codeOf(reason)));
    } finally {
      setLoading(false);
    }
  }
  return { loading, loadOlder: () => void load() };
}
