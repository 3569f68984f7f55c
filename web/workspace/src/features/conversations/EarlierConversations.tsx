/** Draws what the customer had before: a list, and one transcript of it in a tab of its own. */

import { Link, makeStyles, Spinner, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import type { Earlier, SessionView } from "../../api";
import { Failed } from "../../ui";
import { neutral } from "../customers";
import { useTabsDesk } from "../tabs";
import { dateTimeText } from "./moments";
import { PastTranscript } from "./PastTranscript";
import { useTalks } from "./store";
import { useEarlier, useEarlierTalk } from "./useEarlier";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "8px",
  },
  entry: { display: "flex", flexDirection: "column", alignItems: "flex-start", overflowWrap: "anywhere" },
  meta: { color: tokens.colorNeutralForeground2 },
});

export function EarlierConversations({ session }: { session: SessionView }) {
  const { t } = useLingui();
  const styles = useStyles();
  const { earlier } = useTalks();
  const { value, loading, failed } = useEarlier(session.conversation_id);
  if (failed !== null) {
    const failure = t`The earlier conversations could not be fetched.`;
    return <Failed what={failure} code={failed} onRetry={() => earlier.retry(session.conversation_id)} />;
  }
  if (loading || value === null) return <Spinner size="tiny" labelPosition="after" label={t`Loading …`} />;
  if (value.earlier.length === 0) return <Text>{t`This is the customer's first conversation.`}</Text>;
  return (
    <>
      <ul className={styles.list}>
        {value.earlier.map((one) => (
          <Entry key={one.id} sessionId={session.id} earlier={one} />
        ))}
      </ul>
      {value.more && <Text size={200}>{t`There are more, older ones.`}</Text>}
    </>
  );
}

function Entry({ sessionId, earlier }: { sessionId: string; earlier: Earlier }) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const tabs = useTabsDesk();
  const began = dateTimeText(earlier.created_at_ms, i18n.locale);
  const agent = earlier.agent_name === null ? t`answered by nobody` : neutral(earlier.agent_name);
  return (
    <li className={styles.entry}>
      <Link as="button" onClick={() => tabs.openEarlier(sessionId, earlier.id, earlier.created_at_ms)}>
        {began}
      </Link>
      <Text size={200} className={styles.meta}>
        <bdi>{earlier.workstream_name}</bdi>, <bdi>{agent}</bdi>
      </Text>
    </li>
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
      onLoad={() => earlier.more(conversationId, earlierId)}
    />
  );
}
