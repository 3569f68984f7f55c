/** Draws the transcript of an open conversation, with what is on its way, and tells what was seen. */

import { makeStyles, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { type RefObject, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { codeOf } from "../../api";
import { pageVisibility } from "../../notifications";
import { useLink } from "../../realtime";
import { refusalMessage, showToast } from "../../ui";
import { useTalk, useTalks } from "./store";
import { Transcript } from "./Transcript";
import { pendingLines, receiptsOf } from "./transcript";

const useStyles = makeStyles({
  typing: { padding: "0 16px", minHeight: tokens.lineHeightBase200, color: tokens.colorNeutralForeground2 },
});

interface TalkTranscriptProps {
  conversationId: string;
  /** What a customer who gave no name is called. */
  title: string;
  focus: RefObject<(() => void) | null>;
}

export function TalkTranscript({ conversationId, title, focus }: TalkTranscriptProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const { me, outbox } = useLink();
  const talks = useTalks();
  const talk = useTalk(conversationId);
  const waiting = useStore(outbox.state, (state) => state.messages);
  const { lines, ownNs, marks } = talk;
  const all = useMemo(() => {
    const mine = waiting.filter((message) => message.conversationId === conversationId);
    const pending = pendingLines(lines, mine, me.user.name);
    return pending.length === 0 ? lines : [...lines, ...pending];
  }, [lines, waiting, conversationId, me.user.name]);
  const receipts = useMemo(() => receiptsOf(ownNs, marks), [ownNs, marks]);
  // Whoever comes back to where they were reading does not see the end.
  const [following, setFollowing] = useState(() => !talks.places.has(conversationId));
  const older = useOlder(conversationId, talk.hasOlder);
  useEffect(() => talks.draw(conversationId), [talks, conversationId]);
  useSeeing(conversationId, talk.lastN, following);
  return (
    <>
      <Transcript
        lines={all}
        origin={talk.origin}
        customer={title}
        receipts={receipts}
        older={older}
        label={t`Messages of the conversation`}
        place={talks.places.get(conversationId)}
        onLeave={(place) => talks.leaveAt(conversationId, place)}
        onFollowing={setFollowing}
        focus={focus}
      />
      <Text size={200} className={styles.typing} data-testid="typing">
        {talk.typingUntilMs > 0 && t`The customer is typing …`}
      </Text>
    </>
  );
}

/** While somebody can see this page, what is at the end of it is seen. */
function useSeeing(conversationId: string, lastN: number, following: boolean): void {
  const talks = useTalks();
  const visible = useSyncExternalStore(pageVisibility.onChange, pageVisibility.isVisible);
  useEffect(() => {
    if (visible) talks.see(conversationId, following ? lastN : 0, lastN);
  }, [talks, conversationId, lastN, following, visible]);
}

function useOlder(conversationId: string, hasOlder: boolean) {
  const talks = useTalks();
  const [state, setState] = useState({ loading: false, failed: false });
  async function load() {
    setState({ loading: true, failed: false });
    try {
      await talks.loadOlder(conversationId);
      setState({ loading: false, failed: false });
    } catch (reason) {
      showToast("error", refusalMessage(codeOf(reason)));
      setState({ loading: false, failed: true });
    }
  }
  return { ...state, hasOlder, load: () => void load() };
}
