/** Draws what can be done when the conversation is over or can't go on. */

import type { ChatState } from "../chat/state";
import { useSurroundings } from "./context";
import { stateful, useEffect, useRef } from "./hooks";

export const Closing = stateful(function Closing({ state }: { state: ChatState }) {
  const { chat, words } = useSurroundings();
  const button = useRef<HTMLButtonElement>(null);
  const mayPass = state.trouble === "blocked" || state.trouble === "unavailable";
  useEffect(() => {
    // The composer or the End button had the focus and are gone: nobody should be left nowhere.
    if (document.hasFocus() && document.activeElement === document.body) button.current?.focus();
  }, []);
  return (
    <div class="closing">
      <button
        type="button"
        class="main"
        id="go-on"
        ref={button}
        onClick={() => (mayPass ? chat.tryAgain() : chat.startNew())}
      >
        {mayPass ? words.try_again : words.start_new}
      </button>
    </div>
  );
});
