/** Draws the notice that a conversation may be monitored, and asks for consent where it is needed (M17). */

import { type ChatState, lacksConsent } from "../chat/state";
import { noticeIn } from "../settings/settings";
import { useSurroundings } from "./context";
import { Tick } from "./field";
import { Away } from "./text";

export function Monitoring({ state, tried }: { state: ChatState; tried: boolean }) {
  const { chat, words } = useSurroundings();
  const { settings, agreed, renewed } = state;
  return (
    <div class="monitoring">
      {renewed && (
        <p class="problem" role="alert">
          {words.renewed}
        </p>
      )}
      {settings.notice && (
        <p>
          <NoticeText state={state} />
        </p>
      )}
      {settings.notice?.consent && (
        <Tick
          id="agree"
          label={words.agree}
          required
          checked={agreed}
          problem={tried && lacksConsent(state) ? words.needed_tick : ""}
          set={(ticked) => chat.desk.agree(ticked)}
        />
      )}
    </div>
  );
}

export function NoticeText({ state: { settings } }: { state: ChatState }) {
  const { words, language } = useSurroundings();
  if (!settings.notice) return null;
  const { text, link } = settings.notice;
  const [spoken, shown] = noticeIn(text, language);
  return (
    <>
      <span lang={spoken} dir="auto">
        {shown}
      </span>{" "}
      {/^https?:/i.test(link) && <Away href={link} text={words.learn} />}
    </>
  );
}
