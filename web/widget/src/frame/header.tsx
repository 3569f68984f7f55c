/** Draws the header: with whom one talks and how that stands, Minimise, End and the menu. */

import { type ChatState, canEnd } from "../chat/state";
import { fill } from "../language/fill";
import { textIn } from "../settings/settings";
import { useSurroundings } from "./context";
import { Dialog } from "./dialog";
import { stateful, useLasting, useState } from "./hooks";
import { Icon } from "./icon";
import { Menu } from "./menu";
import { isCut, statusOf } from "./status";
import { initialsOf } from "./wording";

/** A shorter cut is mended before anybody could read of it. */
const CUT_NOTICED_MS = 1_000;

export const Header = stateful(function Header({
  state,
  print,
  say,
}: {
  state: ChatState;
  print: () => void;
  say: (text: string) => void;
}) {
  const { words, minimise, language } = useSurroundings();
  const [asking, setAsking] = useState(false);
  const endable = canEnd(state);
  const agent = state.transcript.talk?.agent_name;
  return (
    <header class="header">
      <span class="avatar" aria-hidden="true">
        {agent ? initialsOf(agent) : <Icon path="M21 12a8 8 0 0 1-8 8H4l2-3.5A8 8 0 1 1 21 12Z" />}
      </span>
      <div class="who">
        <h1>{textIn(state.settings.title, language, words.title)}</h1>
        <StatusLine state={state} />
      </div>
      {endable && (
        <button type="button" class="ghost" onClick={() => setAsking(true)}>
          {words.end}
        </button>
      )}
      <Menu state={state} print={print} say={say} />
      {minimise && (
        <button type="button" class="ghost" onClick={minimise} title={words.minimise}>
          <Icon path="M5 9l7 7 7-7" />
        </button>
      )}
      {asking && endable && <EndQuestion close={() => setAsking(false)} />}
    </header>
  );
});

const StatusLine = stateful(function StatusLine({ state }: { state: ChatState }) {
  const { words } = useSurroundings();
  const status = statusOf(state, useLasting(isCut(state), CUT_NOTICED_MS));
  return (
    <div class={status?.worry ? "status worry" : "status"} role="status">
      {status && fill(words[status.key], status.values)}
    </div>
  );
});

function EndQuestion({ close }: { close: () => void }) {
  const { chat, words } = useSurroundings();
  const end = (leave: () => void) => {
    chat.end();
    leave();
  };
  return (
    <Dialog title={words.end_question} text={words.end_explanation} close={close}>
      {(leave) => (
        <>
          <button type="button" class="plain" onClick={leave}>
            {words.end_no}
          </button>
          <button type="button" class="main" onClick={() => end(leave)}>
            {words.end_yes}
          </button>
        </>
      )}
    </Dialog>
  );
}
