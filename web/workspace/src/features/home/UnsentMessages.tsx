/** Draws refused messages whose conversation is no longer open here: their text must not vanish. */

import { Button, makeStyles, Subtitle1, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useStore } from "zustand";
import { type OutboxMessage, useLink } from "../../realtime";
import { DENSITY, refusalText } from "../../ui";
import { useAgent } from "../agent";
import { useDiscarding } from "./discarding";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", gap: DENSITY.gap, maxWidth: "1280px" },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "8px",
  },
  row: {
    display: "flex",
    flexDirection: "column",
    alignItems: "flex-start",
    gap: "4px",
    padding: "8px 12px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  text: { whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
  refusal: { color: tokens.colorStatusDangerForeground1 },
});

export function UnsentMessages() {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const discarding = useDiscarding();
  const unsent = useUnsent();
  if (unsent.length === 0) return null;
  return (
    <section aria-label={t`Messages that were not sent`} className={styles.section}>
      <Subtitle1 as="h2">{t`Messages that were not sent`}</Subtitle1>
      <ul className={styles.list}>
        {unsent.map((message) => (
          <li key={message.id} className={styles.row}>
            <span className={styles.text} dir="auto">
              {message.text}
            </span>
            <Text size={200} className={styles.refusal}>
              {refusalText(i18n, message.refusal ?? "")}
            </Text>
            <Button size="small" onClick={() => discarding.discard(message.id)}>{t`Discard`}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useUnsent(): OutboxMessage[] {
  const { outbox } = useLink();
  const messages = useStore(outbox.state, (state) => state.messages);
  const gone = useStore(useDiscarding().store, (state) => state.ids);
  const sessions = useAgent((state) => state.sessions);
  const open = new Set(sessions.map((session) => session.conversation_id));
  return messages.filter(
    ({ id, refusal, conversationId }) => refusal !== null && !open.has(conversationId) && !gone.includes(id),
  );
}
