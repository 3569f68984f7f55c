/** Draws the messages of both sides; every text is drawn as text, never as markup. */

import type { ComponentChildren } from "preact";
import {
  isNewDay,
  isSameGroup,
  type Line,
  lastSentKey,
  type MessageLine,
  type NoticeLine,
} from "../chat/lines";
import { cutOf, type Place, STEP } from "../chat/window";
import { fill } from "../language/fill";
import { useSurroundings } from "./context";
import { stateful, useEffect, useRef, useState } from "./hooks";
import { Text } from "./text";
import { authorName, dayText, deliveryText, noticeText, timeText } from "./wording";

/** This close to the end counts as reading the end. */
const NEAR_END_PX = 60;

interface Props {
  lines: readonly Line[];
  /** Older entries are on the server. */
  more: boolean;
  typist: string | null;
  /** All of it is wanted, for printing. */
  whole: boolean;
  children: ComponentChildren;
}

export const Transcript = stateful(function Transcript({ lines, more, typist, whole, children }: Props) {
  const { words, locale } = useSurroundings();
  const [place, setPlace] = useState<Place>(null);
  const { from, to } = whole ? { from: 0, to: lines.length } : cutOf(lines, place);
  const follow = (own: boolean) => (own || to === lines.length) && setPlace(null);
  const scroll = useScroll(lines, typist, place, follow);
  const sentKey = lastSentKey(lines);
  /** The line at the edge stays where it is, and so does what the customer reads. */
  const move = (at: number, lead: number) => {
    const key = lines[at]?.key ?? "";
    scroll.hold(key);
    setPlace({ key, lead });
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="transcript" aria-label={words.transcript_label} tabIndex={0} ref={scroll.box}>
      {children}
      {(more || from > 0) && <Earlier fetches={from === 0} show={() => move(from, STEP)} />}
      <ol>
        {lines.slice(from, to).flatMap((line, index) => {
          const at = from + index;
          const day = isNewDay(lines[at - 1], line) && (
            <li class="day" key={`day ${line.key}`}>
              {dayText(locale, line.at_ms)}
            </li>
          );
          const drawn =
            line.kind === "notice" ? (
              <Notice key={line.key} line={line} />
            ) : (
              <Message
                key={line.key}
                line={line}
                first={!isSameGroup(lines[at - 1], line)}
                last={!isSameGroup(line, lines[at + 1])}
                latest={line.key === sentKey}
              />
            );
          return [day, drawn];
        })}
      </ol>
      {to < lines.length && (
        <p class="earlier">
          <button type="button" class="plain" onClick={() => move(to - 1, to - 1 - from - STEP)}>
            {words.later}
          </button>
        </p>
      )}
      {typist !== null && (
        <p class="typing">
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {fill(words.typing, { name: typist || words.agent })}
        </p>
      )}
    </section>
  );
});

/** Keeps the end in view for whoever reads the end and for one's own new message, and else what is read. */
function useScroll(
  lines: readonly Line[],
  typist: string | null,
  place: Place,
  /** The end of what is drawn is reached, or the customer wrote: then the end of everything is wanted. */
  follow: (own: boolean) => void,
) {
  const box = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  const top = useRef(0);
  const held = useRef<{ key: string; end: number } | null>(null);
  const end = useRef(follow);
  end.current = follow;
  const last = lines.at(-1);
  const own = last?.kind === "message" && last.side === "customer" ? last.key : null;
  /** Where a line ends: its author's name above it may come and go. */
  const endOf = (key: string) => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>("li[data-key]") ?? [])];
    const line = all.find((li) => li.dataset.key === key);
    return line ? line.offsetTop + line.offsetHeight : 0;
  };
  const toEnd = () => {
    const element = box.current;
    // Scrolled up just now, and not heard of yet: that counts more than what came.
    if (!element || !atEnd.current || element.scrollTop < top.current) return;
    element.scrollTop = element.scrollHeight;
    top.current = element.scrollTop;
  };
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const note = () => {
      top.current = element.scrollTop;
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
      if (atEnd.current) end.current(false);
    };
    // The composer grows, a phone's keyboard comes: the end stays in view.
    const sizes = new ResizeObserver(toEnd);
    sizes.observe(element);
    element.addEventListener("scroll", note, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener("scroll", note);
    };
  }, []);
  useEffect(() => {
    if (!own) return;
    atEnd.current = true;
    top.current = 0;
    held.current = null;
    end.current(true);
  }, [own]);
  useEffect(() => {
    const hold = held.current;
    const moved = hold && endOf(hold.key) - hold.end;
    if (!moved || !box.current) return toEnd();
    box.current.scrollTop += moved;
    held.current = null;
  }, [lines, typist, place]);
  const hold = (key: string) => {
    atEnd.current = false;
    held.current = { key, end: endOf(key) };
  };
  return { box, hold };
}

const Earlier = stateful(function Earlier({ fetches, show }: { fetches: boolean; show: () => void }) {
  const { chat, words } = useSurroundings();
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const fetchThem = () => {
    show();
    if (!fetches || busy) return;
    setBusy(true);
    setFailed(false);
    chat
      .showEarlier()
      .catch(() => setFailed(true))
      .finally(() => setBusy(false));
  };
  return (
    <p class="earlier">
      <button type="button" class="plain" aria-disabled={busy} onClick={fetchThem}>
        {words.earlier}
      </button>
      {failed && <span role="alert">{words.earlier_failed}</span>}
    </p>
  );
});

function Notice({ line }: { line: NoticeLine }) {
  const { words } = useSurroundings();
  const text = noticeText(words, line);
  return text ? (
    <li class="notice" data-key={line.key}>
      {text}
    </li>
  ) : null;
}

interface MessageProps {
  line: MessageLine;
  /** Of its author's group. */
  first: boolean;
  last: boolean;
  /** The customer's last one that the server has: it says how far it has come. */
  latest: boolean;
}

function Message({ line, first, last, latest }: MessageProps) {
  const { words, locale } = useSurroundings();
  const said = latest || line.delivery === "failed" || line.delivery === "sending";
  return (
    <li class={`message ${line.side} ${line.delivery}${first ? " first" : ""}`} data-key={line.key}>
      <span class={first && line.side === "agent" ? "author" : "unseen"} dir="auto">
        {authorName(words, line)}
      </span>
      <p class="text" dir="auto">
        <Text text={line.text} />
      </p>
      <span class={last || said ? "fine" : "unseen"}>
        <time dateTime={new Date(line.at_ms).toISOString()}>{timeText(locale, line.at_ms)}</time>
        {said && <Delivery line={line} />}
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
