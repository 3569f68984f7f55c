/** Draws what the customer had before: a list, and one transcript of it in a tab of its own. */

import {
  Button,
  Link,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  Spinner,
  Text,
  tokens,
} from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import type { Earlier, SessionView } from "../../api";
import { refusalText } from "../../ui";
import { neutral } from "../customers";
import { useTabsDesk } from "../tabs";
import { dateTimeText } from "./moments";
import { useTalks } from "./store";
import { Transcript } from "./Transcript";
import type { Receipt } from "./transcript";
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
  page: { display: "flex", flexDirection: "column", height: "100%", minHeight: 0 },
  message: { padding: "16px" },
});

export function EarlierConversations({ session }: { session: SessionView }) {
  const { t } = useLingui();
  const styles = useStyles();
  const { earlier } = useTalks();
  const { value, loading, failed } = useEarlier(session.conversation_id);
  if (failed !== null) return <Failed code={failed} onRetry={() => earlier.retry(session.conversation_id)} />;
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

const NO_RECEIPTS: ReadonlyMap<number, Receipt> = new Map();

export function EarlierTranscript({ conversationId, earlierId, title }: EarlierTranscriptProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const { earlier } = useTalks();
  const { value, loading, failed } = useEarlierTalk(conversationId, earlierId);
  const load = () => earlier.more(conversationId, earlierId);
  const lines = useMemo(() => value?.lines ?? [], [value]);
  if (value === null) {
    return (
      <div className={styles.message}>
        {failed === null ? <Spinner label={t`Loading …`} /> : <Failed code={failed} onRetry={load} />}
      </div>
    );
  }
  if (lines.length === 0)
    return <Text className={styles.message}>{t`Nothing was written in this conversation.`}</Text>;
  return (
    <div className={styles.page}>
      {failed !== null && <Failed code={failed} onRetry={load} />}
      <Transcript
        lines={lines}
        origin={value.origin}
        customer={title}
        receipts={NO_RECEIPTS}
        older={{ hasOlder: value.hasOlder, loading, failed: failed !== null, load }}
        label={t`Messages of the earlier conversation`}
      />
    </div>
  );
}

function Failed({ code, onRetry }: { code: string; onRetry(): void }) {
  const { t, i18n } = useLingui();
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        {t`The earlier conversations could not be fetched.`} {refusalText(i18n, code)}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={onRetry}>{t`Try again`}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
