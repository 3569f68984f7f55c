/** Draws the whole frame: header, status, transcript, and what the customer can do now. */

import { useEffect, useMemo, useRef } from "preact/hooks";
import { linesOf } from "../chat/lines";
import { type ChatState, stageOf } from "../chat/state";
import { firstNumber } from "../chat/transcript";
import { fill } from "../language/fill";
import { Closing } from "./closing";
import { Composer } from "./composer";
import { useSurroundings } from "./context";
import { Header } from "./header";
import { useChatState, useLasting } from "./hooks";
import { isCut, statusOf } from "./status";
import { Transcript } from "./transcript";

/** A shorter cut is mended before anybody could read of it. */
const CUT_NOTICED_MS = 1_000;
/** Once a screen reader has taken it up, it stands in the transcript only: nobody should meet it twice. */
const SPOKEN_MS = 3_000;

export function App() {
  const { chat, minimise } = useSurroundings();
  const state = useChatState(chat);
  const leave = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented) minimise?.();
  };
  useEffect(() => {
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  });
  return (
    <main class="chat">
      <Header state={state} />
      <StatusLine state={state} />
      <Talk state={state} />
      <Foot state={state} />
      <News state={state} />
    </main>
  );
}

function StatusLine({ state }: { state: ChatState }) {
  const { words } = useSurroundings();
  const status = statusOf(state, useLasting(isCut(state), CUT_NOTICED_MS));
  return (
    <div class={status?.worry ? "status worry" : "status"} role="status">
      {status && fill(words[status.key], { name: status.name })}
    </div>
  );
}

function Talk({ state }: { state: ChatState }) {
  const { transcript, outbox, typist } = state;
  const more = firstNumber(transcript) > 1;
  const greet = stageOf(state) === "new";
  const lines = useMemo(() => linesOf(transcript, outbox), [transcript, outbox]);
  // The same element while nothing changed: typing a long draft doesn't compare the whole transcript.
  return useMemo(
    () => <Transcript lines={lines} more={more} typist={typist} greet={greet} />,
    [lines, more, typist, greet],
  );
}

function Foot({ state }: { state: ChatState }) {
  const over = state.trouble !== null || stageOf(state) === "ended";
  const started = useRef(over);
  const cameBack = started.current && !over;
  started.current = over;
  return over ? <Closing state={state} /> : <Composer state={state} takeFocus={cameBack} />;
}

/** For screen readers: each new message of the agent once, and no history. */
function News({ state: { news } }: { state: ChatState }) {
  const { words } = useSurroundings();
  const spoken = useLasting(news !== null, SPOKEN_MS, news?.n);
  return (
    <div class="unseen" role="log" aria-live="polite" aria-relevant="additions">
      {news && !spoken && (
        <p key={news.n}>
          {news.name || words.agent}: {news.text}
        </p>
      )}
    </div>
  );
}
