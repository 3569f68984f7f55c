/** Draws the Active conversation page: who writes, what was said, what can be done (mission S7, N11). */

import {
  Badge,
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Title3,
  tokens,
} from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { codeOf, type SessionView } from "../../api";
import { type Command, useLink } from "../../realtime";
import { Confirm, refusalMessage, showToast } from "../../ui";
import { customerText, Details, titleOf } from "../customers";
import { useDraft } from "../drafts";
import { stateName } from "../items";
import { Composer } from "./Composer";
import { whyLost } from "./lost";
import { UnsentText } from "./OtherDraft";
import { useTalk } from "./store";
import { Transcript } from "./Transcript";

const useStyles = makeStyles({
  page: { display: "flex", flexDirection: "column", height: "100%", minHeight: 0 },
  head: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "8px",
    padding: "8px 16px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { flexGrow: 1, margin: 0, overflowWrap: "anywhere" },
  details: {
    padding: "8px 16px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    maxHeight: "30vh",
    flexShrink: 0,
    overflow: "auto",
  },
  after: { display: "flex", flexDirection: "column", gap: "8px", padding: "8px 16px 16px" },
});

interface ConversationPageProps {
  session: SessionView;
  /** Somebody else ended the session; the page says why and keeps what was typed. */
  lost: boolean;
  /** Take the session off the panel, after wrap-up or after it was lost. */
  onClose(): void;
}

export function ConversationPage({ session, lost, onClose }: ConversationPageProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { item } = session;
  const title = titleOf(i18n, item);
  // Asynchronous channels can't tell whether the customer is there.
  const tellsPresence = !item.asynchronous;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <Title3 as="h1" className={styles.title} dir="auto">
          {title}
        </Title3>
        <div role="status" aria-label={t`State of the conversation`}>
          {!lost && (
            <>
              <Badge appearance="outline">{stateName(i18n, item.state)}</Badge>{" "}
              {tellsPresence && <CustomerLink link={item.customer} />}
            </>
          )}
        </div>
        {!lost && item.state === "accepted" && <EndButton session={session} />}
      </div>
      {session.details.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
        <section aria-label={t`Customer details`} className={styles.details} tabIndex={0}>
          <Details details={session.details} />
        </section>
      )}
      <Transcript conversationId={item.id} title={title} />
      {!lost && item.state === "accepted" ? (
        <Composer conversationId={item.id} />
      ) : (
        <Afterwards session={session} lost={lost} onClose={onClose} />
      )}
    </div>
  );
}

function CustomerLink({ link }: { link: string }) {
  const { i18n } = useLingui();
  return (
    <Badge appearance="tint" color={link === "connected" ? "success" : "warning"}>
      {customerText(i18n, link)}
    </Badge>
  );
}

function EndButton({ session }: { session: SessionView }) {
  const { t } = useLingui();
  const { run } = useCommand();
  const [asked, setAsked] = useState(false);
  const end = () => run({ name: "end_conversation", conversation_id: session.conversation_id });
  return (
    <>
      <Button onClick={() => (session.item.asynchronous ? setAsked(true) : end())}>{t`End`}</Button>
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

/** What stands in the composer's place when nothing can be written any more. */
function Afterwards({ session, lost, onClose }: ConversationPageProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const talk = useTalk(session.conversation_id);
  const { text } = useDraft(session.conversation_id);
  return (
    <section aria-label={t`After the conversation`} className={styles.after}>
      <MessageBar intent={lost ? "warning" : "info"} layout="multiline">
        <MessageBarBody>
          {lost
            ? i18n._(whyLost(talk))
            : t`The conversation has ended for the customer. Finish your work on it, then close it.`}
        </MessageBarBody>
      </MessageBar>
      {text.trim() !== "" && <UnsentText text={text} />}
      <div>
        <Button appearance="primary" onClick={onClose}>
          {lost ? t`Close session` : t`Close the conversation`}
        </Button>
      </div>
    </section>
  );
}

function useCommand() {
  const { connection } = useLink();
  function run(command: Command) {
    connection.do(command).catch((reason: unknown) => showToast("error", refusalMessage(codeOf(reason))));
  }
  return { run };
}
