/** Draws the messages of both sides; every text is drawn as text, never as markup. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isFirstOfAuthor, type Line, lastSentKey, type MessageLine, type NoticeLine } from "../chat/lines";
import { fill } from "../language/fill";
import { useSurroundings } from "./context";
import { authorName, deliveryText, noticeText, timeText } from "./wording";

/** This close to the end counts as reading the end. */
const NEAR_END_PX = 60;

interface Props {
  lines: readonly Line[];
  /** Older entries are on the server. */
  more: boolean;
  typist: string | null;
  greet: boolean;
}

export function Transcript({ lines, more, typist, greet }: Props) {
  const { words } = useSurroundings();
  const scroll = useEndFollowing(lines, typist);
  const sentKey = lastSentKey(lines);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="transcript" aria-label={words.transcript_label} tabIndex={0} ref={scroll}>
      {greet && <Greeting />}
      {more && <Earlier />}
      <ol>
        {lines.map((line, at) =>
          line.kind === "notice" ? (
            <Notice key={line.key} line={line} />
          ) : (
            <Message
              key={line.key}
              line={line}
              named={isFirstOfAuthor(lines, at)}
              last={line.key === sentKey}
            />
          ),
        )}
      </ol>
      {typist !== null && (
        <p class="typing">{typist ? fill(words.typing, { name: typist }) : words.typing_unnamed}</p>
      )}
    </section>
  );
}

/** Keeps the end in view for whoever reads the end, and for one's own new message. */
function useEndFollowing(lines: readonly Line[], typist: string | null) {
  const box = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  const last = lines.at(-1);
  const own = last?.kind === "message" && last.side === "customer" ? last.key : null;
  useLayoutEffect(() => {
    const element = box.current;
    const note = () => {
      if (element)
        atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    };
    element?.addEventListener("scroll", note, { passive: true });
    return () => element?.removeEventListener("scroll", note);
  }, []);
  useLayoutEffect(() => {
    if (own) atEnd.current = true;
  }, [own]);
  useLayoutEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines, typist]);
  return box;
}

function Greeting() {
  const { words } = useSurroundings();
  return (
    <div class="greeting">
      <h2>{words.greeting}</h2>
      <p>{words.greeting_more}</p>
    </div>
  );
}

function Earlier() {
  const { chat, words } = useSurroundings();
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const fetchThem = () => {
    setBusy(true);
    setFailed(false);
    chat
      .showEarlier()
      .catch(() => setFailed(true))
      .finally(() => setBusy(false));
  };
  return (
    <p class="earlier">
      <button type="button" class="plain" disabled={busy} onClick={fetchThem}>
        {words.earlier}
      </button>
      {failed && <span role="alert">{words.earlier_failed}</span>}
    </p>
  );
}

function Notice({ line }: { line: NoticeLine }) {
  const { words } = useSurroundings();
  const text = noticeText(words, line);
  return text ? <li class="notice">{text}</li> : null;
}

function Message({ line, named, last }: { line: MessageLine; named: boolean; last: boolean }) {
  const { words, locale } = useSurroundings();
  const name = authorName(words, line);
  return (
    <li class={`message ${line.side} ${line.delivery}`}>
      <span class={named && line.side === "agent" ? "author" : "unseen"}>{name}</span>
      <p class="text" dir="auto">
        {line.text}
      </p>
      <span class="fine">
        <time dateTime={new Date(line.at_ms).toISOString()}>{timeText(locale, line.at_ms, Date.now())}</time>
        {(last || line.delivery !== "sent") && <Delivery line={line} />}
      </span>
    </li>
  );
}

function Delivery({ line }: { line: MessageLine }) {
  const { chat, words } = useSurroundings();
  return (
    <>
      <span class="delivery"> · {deliveryText(words, line)}</span>
      {line.delivery === "failed" && (
        <button type="button" class="plain small" onClick={() => chat.writeAgain(line.key)}>
          {words.send_again}
        </button>
      )}
    </>
  );
}
