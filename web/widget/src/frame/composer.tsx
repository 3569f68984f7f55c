/** Draws where the customer writes. */

import { isComplete } from "../chat/form";
import { type ChatState, canWrite, lacksConsent, stageOf } from "../chat/state";
import { isBlank, isTooLong } from "../chat/text_limit";
import { useSurroundings } from "./context";
import { stateful, useEffect, useRef } from "./hooks";
import { Icon } from "./icon";
import { isSendKey } from "./keys";
import { Monitoring } from "./monitoring";

interface Props {
  state: ChatState;
  takeFocus: boolean;
  tried: boolean;
  /** Something in the form is missing. */
  refuse: () => void;
}

export const Composer = stateful(function Composer({ state, takeFocus, tried, refuse }: Props) {
  const { chat, words } = useSurroundings();
  const box = useRef<HTMLTextAreaElement>(null);
  const { draft, answers, settings } = state;
  const isNew = stageOf(state) === "new";
  const tooLong = isTooLong(draft);
  const sendable = canWrite(state) && !isBlank(draft) && !tooLong;

  useEffect(() => {
    if (takeFocus) box.current?.focus();
  }, [takeFocus]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [draft]);

  const send = (event: Event) => {
    event.preventDefault();
    if (isNew && (lacksConsent(state) || !isComplete(settings.questions, answers))) return refuse();
    if (sendable) chat.write(draft);
    box.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (isSendKey(event)) send(event);
  };
  return (
    <form class="composer" id="composer" noValidate onSubmit={send}>
      {isNew && (settings.notice || state.renewed) && <Monitoring state={state} tried={tried} />}
      <label class="unseen" for="message">
        {words.message_label}
      </label>
      <div class="row">
        <textarea
          id="message"
          ref={box}
          rows={1}
          value={draft}
          placeholder={words.message_label}
          enterkeyhint="send"
          dir="auto"
          aria-invalid={tooLong}
          aria-describedby={tooLong ? "too-long" : undefined}
          onInput={(event) => chat.typed(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        <button type="submit" class="main send" aria-disabled={!sendable} title={words.send}>
          <Icon path="M4 12 3 4l18 8-18 8 1-8Zm0 0h8" />
        </button>
      </div>
      {tooLong && (
        <p id="too-long" class="problem" role="alert">
          {words.too_long}
        </p>
      )}
    </form>
  );
});
