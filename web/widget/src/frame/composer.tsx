/** Draws where the customer writes. */

import { useEffect, useRef, useState } from "preact/hooks";
import { type ChatState, canWrite, stageOf } from "../chat/state";
import { isBlank, isTooLong } from "../chat/text_limit";
import { useSurroundings } from "./context";
import { isSendKey } from "./keys";

const NAME_LIMIT = 100;

export function Composer({ state, takeFocus }: { state: ChatState; takeFocus: boolean }) {
  const { chat, words, visitorName } = useSurroundings();
  const [name, setName] = useState(visitorName);
  const box = useRef<HTMLTextAreaElement>(null);
  const { draft } = state;
  const tooLong = isTooLong(draft);
  const sendable = canWrite(state) && !isBlank(draft) && !tooLong;

  useEffect(() => {
    if (takeFocus) box.current?.focus();
  }, [takeFocus]);

  const send = (event: Event) => {
    event.preventDefault();
    if (sendable) chat.write(draft, name.trim());
    box.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (isSendKey(event)) send(event);
  };
  return (
    <form class="composer" onSubmit={send}>
      {stageOf(state) === "new" && <NameField name={name} setName={setName} />}
      <label class="unseen" for="message">
        {words.message_label}
      </label>
      <div class="row">
        <textarea
          id="message"
          ref={box}
          rows={2}
          value={draft}
          placeholder={words.message_label}
          enterkeyhint="send"
          aria-invalid={tooLong}
          aria-describedby={tooLong ? "too-long" : undefined}
          onInput={(event) => chat.typed(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        <button type="submit" class="main" aria-disabled={!sendable}>
          {words.send}
        </button>
      </div>
      {tooLong && (
        <p id="too-long" class="problem" role="alert">
          {words.too_long}
        </p>
      )}
    </form>
  );
}

function NameField({ name, setName }: { name: string; setName: (name: string) => void }) {
  const { words } = useSurroundings();
  return (
    <>
      <label for="name">{words.name_label}</label>
      <input
        id="name"
        value={name}
        maxLength={NAME_LIMIT}
        autocomplete="name"
        onInput={(event) => setName(event.currentTarget.value)}
      />
    </>
  );
}
