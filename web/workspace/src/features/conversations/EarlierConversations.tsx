/** Draws what the customer had before: a list, and one transcript of it in a tab of its own. */

import { useLingui } from "@lingui/react/macro";
import type { SessionView } from "../../api";
import { useTabsDesk } from "../tabs";
import { HistoryList } from "./HistoryList";
import { PastTranscript } from "./PastTranscript";
import { useTalks } from "./store";
import { useEarlier, useEarlierTalk } from "./useEarlier";

export function EarlierConversations({ session }: { session: SessionView }) {
  const { t } = useLingui();
  const { earlier } = useTalks();
  const tabs = useTabsDesk();
  const id = session.conversation_id;
  return (
    <HistoryList
      history={useEarlier(id)}
      failure={t`The earlier conversations could not be fetched.`}
      empty={t`This is the customer's first conversation.`}
      opener={(one) => () => tabs.openEarlier(session.id, one.id, one.created_at_ms)}
      onMore={() => earlier.more(id)}
    />
  );
}

interface EarlierTranscriptProps {
  conversationId: string;
  earlierId: string;
  /** How the customer is called where they gave no name. */
  title: string;
}

export function EarlierTranscript({ conversationId, earlierId, title }: EarlierTranscriptProps) {
  const { t } = useLingui();
  const { earlier } = useTalks();
  return (
    <PastTranscript
      talk={useEarlierTalk(conversationId, earlierId)}
      customer={title}
      label={t`Messages of the earlier conversation`}
      failure={t`The earlier conversations could not be fetched.`}
      onLoad={() => earlier.moreTalk(conversationId, earlierId)}
    />
  );
}
