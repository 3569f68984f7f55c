/** Draws the whole frame: header, transcript, and what the customer can do now. */

import { linesOf } from "../chat/lines";
import { type ChatState, stageOf } from "../chat/state";
import { firstNumber } from "../chat/transcript";
import { textIn } from "../settings/settings";
import { Closing } from "./closing";
import { Composer } from "./composer";
import { useSurroundings } from "./context";
import { Field } from "./field";
import { Header } from "./header";
import { stateful, useChatState, useEffect, useLasting, useMemo, useRef, useState } from "./hooks";
import { Transcript } from "./transcript";

/** Once a screen reader has taken it up, it stands in the transcript only: nobody should meet it twice. */
const SPOKEN_MS = 3_000;
const SAID_MS = 4_000;

export const App = stateful(function App() {
  const { chat, minimise } = useSurroundings();
  const state = useChatState(chat);
  /** How often the customer tried to send a form in which something is missing. */
  const [tries, setTries] = useState(0);
  const [whole, setWhole] = useState(false);
  const [said, say] = useState("");
  const leave = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented) minimise?.();
  };
  useEffect(() => {
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, [minimise]);
  useEffect(() => {
    if (tries > 0) document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  useEffect(() => {
    if (!whole) return;
    print();
    setWhole(false);
  }, [whole]);
  useEffect(() => {
    const timer = setTimeout(() => say(""), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  // The next conversation has a form of its own.
  useEffect(() => setTries(0), [state.conversationId]);
  const tried = tries > 0;
  return (
    <main class="chat">
      <Header state={state} print={() => setWhole(true)} say={say} />
      <Talk state={state} whole={whole} tried={tried} />
      <Foot state={state} tried={tried} refuse={() => setTries(tries + 1)} />
      <News state={state} />
      <div class="said" role="status">
        {said}
      </div>
    </main>
  );
});

const Talk = stateful(function Talk({
  state,
  whole,
  tried,
}: {
  state: ChatState;
  whole: boolean;
  tried: boolean;
}) {
  const { words } = useSurroundings();
  const { transcript, outbox, typist } = state;
  const more = firstNumber(transcript) > 1;
  const greeted = stageOf(state) === "new" && state;
  const lines = useMemo(() => linesOf(transcript, outbox), [transcript, outbox]);
  // The same element while nothing changed: typing a long draft doesn't compare the whole transcript.
  return useMemo(
    () => (
      <Transcript {...{ lines, more, typist, whole }}>
        {greeted && <Welcome state={greeted} tried={tried} />}
      </Transcript>
    ),
    [lines, more, typist, whole, greeted, tried, words],
  );
});

function Welcome({ state, tried }: { state: ChatState; tried: boolean }) {
  const { words, language, keeps } = useSurroundings();
  const { greeting, greeting_more, questions } = state.settings;
  return (
    <div class="greeting">
      <h2>{textIn(greeting, language, words.greeting)}</h2>
      <p>{textIn(greeting_more, language, words.greeting_more)}</p>
      {!keeps && <p class="worry">{words.forgetful}</p>}
      {questions.map((question, at) => (
        <Field key={question.name} id={`q${at}`} {...{ question, state, tried }} />
      ))}
    </div>
  );
}

const Foot = stateful(function Foot({
  state,
  tried,
  refuse,
}: {
  state: ChatState;
  tried: boolean;
  refuse: () => void;
}) {
  const over = state.trouble !== null || stageOf(state) === "ended";
  const started = useRef(over);
  const cameBack = started.current && !over;
  started.current = over;
  if (over) return <Closing state={state} />;
  return <Composer state={state} takeFocus={cameBack} tried={tried} refuse={refuse} />;
});

/** For screen readers: each new message of the agent once, and no history. */
const News = stateful(function News({ state: { news } }: { state: ChatState }) {
  const { words } = useSurroundings();
  const spoken = useLasting(news !== null, SPOKEN_MS, news?.n);
  return (
    <div class="unseen" role="log" aria-live="polite">
      {news && !spoken && (
        <p key={news.n}>
          {news.name || words.agent}: {news.text}
        </p>
      )}
    </div>
  );
});
