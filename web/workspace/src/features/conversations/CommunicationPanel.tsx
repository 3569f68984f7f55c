/** Draws the communication panel: who writes, what was said, where one answers (interface 2.7). */

import { Badge, Button, makeStyles, Subtitle1, Text, tokens } from "@fluentui/react-components";
import { PanelLeftContractRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { codeOf, type SessionView } from "../../api";
import { type Command, useLink } from "../../realtime";
import { Confirm, refusalMessage, showToast } from "../../ui";
import { customerText, sessionTitle, titleOf } from "../customers";
import { stateName } from "../items";
import { useAction } from "../shortcuts";
import { Afterwards } from "./Afterwards";
import { Composer } from "./Composer";
import { ELSEWHERE } from "./lost";
import { useTalk } from "./store";
import { TalkTranscript } from "./TalkTranscript";

const useStyles = makeStyles({
  panel: { display: "flex", flexDirection: "column", height: "100%", minHeight: 0, minWidth: 0 },
  head: {
    flexShrink: 0,
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "4px 8px",
    padding: "8px 8px 8px 16px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  // A name of 300 characters is shown whole among the details; here it leaves room for the rest.
  title: {
    flexGrow: 1,
    flexBasis: "120px",
    minWidth: 0,
    margin: 0,
    overflow: "hidden",
    overflowWrap: "anywhere",
    unicodeBidi: "isolate",
    display: "-webkit-box",
    WebkitLineClamp: 2,
    WebkitBoxOrient: "vertical",
  },
  gone: { flexGrow: 1, padding: "16px", color: tokens.colorNeutralForeground2 },
  state: { display: "flex", flexWrap: "wrap", gap: "4px", flexBasis: "100%", order: 1 },
});

export interface CommunicationPanelProps {
  session: SessionView;
  lost: boolean;
  reason: string | null;
  onClose(): void;
  /** Undefined where the panel can't be minimised. */
  onMinimise: (() => void) | undefined;
}

export function CommunicationPanel(props: CommunicationPanelProps) {
  const { session, lost, onMinimise } = props;
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { item } = session;
  const title = sessionTitle(i18n, session);
  const focusTranscript = useRef<(() => void) | null>(null);
  useAction("go_to_transcript", () => focusTranscript.current?.());
  const isEmpty = useTalk(item.id).lines.length === 0;
  const isActive = !lost && item.state === "accepted";
  return (
    <section className={styles.panel} aria-label={t`Communication`}>
      <div className={styles.head}>
        <Subtitle1 as="h1" className={styles.title} dir="auto" title={title}>
          {title}
        </Subtitle1>
        <ConversationState session={session} lost={lost} />
        {isActive && <EndButton session={session} />}
        {onMinimise !== undefined && (
          <Button
            appearance="subtle"
            icon={<PanelLeftContractRegular />}
            aria-label={t`Minimise the conversation`}
            title={t`Minimise the conversation`}
            onClick={onMinimise}
          />
        )}
      </div>
      {lost && isEmpty ? (
        <Text className={styles.gone}>{i18n._(ELSEWHERE)}</Text>
      ) : (
        <TalkTranscript conversationId={item.id} title={titleOf(i18n, item)} focus={focusTranscript} />
      )}
      {isActive ? <Composer conversationId={item.id} /> : <Afterwards {...props} />}
    </section>
  );
}

function ConversationState({ session, lost }: { session: SessionView; lost: boolean }) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { item } = session;
  return (
    <div role="status" aria-label={t`State of the conversation`} className={styles.state}>
      {!lost && (
        <>
          <Badge appearance="outline">{stateName(i18n, item.state)}</Badge>
          {/* Asynchronous channels can't tell whether the customer is there. */}
          {!item.asynchronous && (
            <Badge appearance="tint" color={item.customer === "connected" ? "success" : "warning"}>
              {customerText(i18n, item.customer)}
            </Badge>
          )}
        </>
      )}
    </div>
  );
}

function EndButton({ session }: { session: SessionView }) {
  const { t } = useLingui();
  const { run } = useCommand();
  const [asked, setAsked] = useState(false);
  const end = () => run({ name: "end_conversation", conversation_id: session.conversation_id });
  const begin = () => (session.item.asynchronous ? setAsked(true) : end());
  useAction("end_conversation", begin);
  return (
    <>
      <Button onClick={begin}>{t`End`}</Button>
      {asked && (
        <Confirm
          title={t`Is the matter settled?`}
          text={t`End the conversation only after the customer has confirmed that the matter is settled. The next message starts a new conversation.`}
          action={t`End the conversation`}
          onCancel={() => setAsked(false)}
          onConfirm={() => {
            setAsked(false);
            end();
          }}
        />
      )}
    </>
  );
}

function useCommand() {
  const { connection } = useLink();
  function run(command: Command) {
    connection.do(command).catch((reason: unknown) => showToast("error", refusalMessage(codeOf(reason))));
  }
  return { run };
}
