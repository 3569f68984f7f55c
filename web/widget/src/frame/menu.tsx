/** Draws what is needed now and then: print, copy, sound, and the notice of monitoring once more. */

import { fetchAll } from "../chat/fetch_all";
import { linesOf } from "../chat/lines";
import type { ChatState } from "../chat/state";
import { MUTED } from "../keep/keep";
import { useSurroundings } from "./context";
import { Dialog } from "./dialog";
import { stateful, useRef, useState } from "./hooks";
import { Icon } from "./icon";
import { NoticeText } from "./monitoring";
import { copyText, plainText } from "./souvenir";

interface Props {
  state: ChatState;
  print: () => void;
  say: (text: string) => void;
}

export const Menu = stateful(function Menu({ state, print, say }: Props) {
  const { chat, keep, words, locale } = useSurroundings();
  const [open, setOpen] = useState(false);
  const [reading, setReading] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { settings, transcript } = state;
  const muted = keep.get(MUTED) !== null;
  const withAll = (then: () => void) => fetchAll(chat).then(then, () => say(words.earlier_failed));
  const copy = async () => {
    const done = await copyText(plainText(words, locale, linesOf(chat.state.transcript, [])));
    say(done ? words.copied : words.copy_failed);
  };
  const written = settings.transcript && transcript.entries.length > 0;
  const items: [shown: boolean, name: string, run: () => void][] = [
    [written, words.print, () => withAll(print)],
    [written, words.copy, () => withAll(copy)],
    [settings.sound, muted ? words.sound_on : words.sound_off, () => keep.set(MUTED, muted ? null : "1")],
    [settings.notice !== null, words.monitoring, () => setReading(true)],
  ];
  const shown = items.filter(([is]) => is);
  const leave = (event: FocusEvent) => {
    if (!(event.currentTarget as Node).contains(event.relatedTarget as Node | null)) setOpen(false);
  };
  const close = () => {
    button.current?.focus();
    setOpen(false);
  };
  // Escape belongs to the menu while it is open.
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    close();
  };
  if (shown.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what its buttons let through
    <div class="menu" onFocusOut={leave} onKeyDown={onKey}>
      <button
        type="button"
        ref={button}
        class="ghost"
        title={words.more}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon path="M12 5v.01M12 12v.01M12 19v.01" />
      </button>
      {open && (
        <ul>
          {shown.map(([, name, run]) => (
            <li key={name}>
              <button
                type="button"
                onClick={() => {
                  close();
                  run();
                }}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {reading && (
        <Dialog title={words.monitoring} text={<NoticeText state={state} />} close={() => setReading(false)}>
          {(leaveDialog) => (
            <button type="button" class="main" onClick={leaveDialog}>
              {words.done}
            </button>
          )}
        </Dialog>
      )}
    </div>
  );
});
