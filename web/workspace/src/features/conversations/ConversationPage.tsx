/** Draws a session's page: communication beside applications, or one where it is narrow (mission S7, N11). */

import { Button, makeStyles, mergeClasses, Tab, TabList, tokens } from "@fluentui/react-components";
import { PanelLeftExpandRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useState } from "react";
import type { SessionView } from "../../api";
import { titleOf } from "../customers";
import { DEFAULTS, usePreference } from "../preferences";
import { useAction } from "../shortcuts";
import { ApplicationTabs } from "../tabs";
import { ActiveConversation } from "./ActiveConversation";
import { CommunicationPanel } from "./CommunicationPanel";
import { CommunicationStrip } from "./CommunicationStrip";
import { useStand } from "./communication";
import { Divider } from "./Divider";
import { EarlierTranscript } from "./EarlierConversations";
import { boundsOf, clamped, isNarrowPage } from "./layout";
import { useWrapUpAnnouncements } from "./RemainingTime";
import { useTalks } from "./store";
import { UnseenBadge } from "./UnseenBadge";
import { letterPx, useWidth } from "./useWidth";

const useStyles = makeStyles({
  page: { display: "flex", height: "100%", minHeight: 0, minWidth: 0 },
  narrow: { flexDirection: "column" },
  communication: { flexShrink: 0, minWidth: 0, minHeight: 0 },
  applications: { flexGrow: 1, flexBasis: 0, minWidth: 0, minHeight: 0 },
  switch: { flexShrink: 0, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  show: { flexShrink: 0, marginLeft: "4px" },
  shown: { flexGrow: 1, minHeight: 0, minWidth: 0 },
});

interface ConversationPageProps {
  session: SessionView;
  /** Somebody else ended the session; the page says why and keeps what was typed. */
  lost: boolean;
  /** Why it was lost, as the server said it. */
  reason?: string | null;
  /** Take the session off the panel, after wrap-up or after it was lost. */
  onClose(): void;
}

export function ConversationPage({ session, lost, reason = null, onClose }: ConversationPageProps) {
  const styles = useStyles();
  const [page, pagePx] = useWidth();
  const { stand, begun, change } = useStand(session);
  const isNarrow = isNarrowPage(pagePx, letterPx());
  // Why a session was lost stands where the conversation is.
  const isHidden = stand === "hidden" && !lost && !isNarrow;
  useShown(session.conversation_id);
  useWrapUpAnnouncements(session);
  useAction("toggle_communication", () => change(stand === "docked" ? "minimised" : "docked"), !isNarrow);

  const communication = (
    <CommunicationPanel
      session={session}
      lost={lost}
      reason={reason}
      onClose={onClose}
      onMinimise={isNarrow || lost ? undefined : () => change("minimised")}
    />
  );
  const applications = (
    <Applications
      session={session}
      lost={lost}
      before={isHidden && <ShowConversation id={session.conversation_id} onShow={() => change("docked")} />}
      onClose={onClose}
    />
  );
  return (
    <div ref={page} className={mergeClasses(styles.page, isNarrow && styles.narrow)}>
      {isNarrow ? (
        <Switch
          conversationId={session.conversation_id}
          first={lost || begun === "docked" ? "communication" : "applications"}
          communication={communication}
          applications={applications}
        />
      ) : (
        <>
          {stand === "minimised" && !lost && (
            <CommunicationStrip conversationId={session.conversation_id} onRestore={() => change("docked")} />
          )}
          {(stand === "docked" || lost) && <Resizable pagePx={pagePx}>{communication}</Resizable>}
          <div className={styles.applications}>{applications}</div>
        </>
      )}
    </div>
  );
}

interface ApplicationsProps {
  session: SessionView;
  lost: boolean;
  /** Stands before the tabs. */
  before: ReactNode;
  onClose(): void;
}

function Applications({ session, lost, before, onClose }: ApplicationsProps) {
  const { i18n } = useLingui();
  return (
    <ApplicationTabs
      session={session}
      before={before}
      anchor={<ActiveConversation session={session} lost={lost} onClose={onClose} />}
      earlier={(conversationId) => (
        <EarlierTranscript
          key={conversationId}
          conversationId={session.conversation_id}
          earlierId={conversationId}
          title={titleOf(i18n, session.item)}
        />
      )}
    />
  );
}

/** The way to a conversation that the session's template hides. */
function ShowConversation({ id, onShow }: { id: string; onShow(): void }) {
  const { t } = useLingui();
  const styles = useStyles();
  return (
    <Button
      className={styles.show}
      appearance="subtle"
      size="small"
      icon={<PanelLeftExpandRegular />}
      onClick={onShow}
    >
      {t`Show the conversation`} <UnseenBadge conversationId={id} />
    </Button>
  );
}

/** The panel with its divider; while it is dragged only this page knows the width. */
function Resizable({ pagePx, children }: { pagePx: number; children: ReactNode }) {
  const styles = useStyles();
  const [chosenPx, choose] = usePreference("communicationWidth");
  const [draggedPx, setDragged] = useState<number | null>(null);
  const bounds = boundsOf(pagePx);
  const widthPx = clamped(draggedPx ?? chosenPx, bounds);
  return (
    <>
      <div id="communication" className={styles.communication} style={{ width: widthPx }}>
        {children}
      </div>
      <Divider
        widthPx={widthPx}
        bounds={bounds}
        controls="communication"
        onMove={setDragged}
        onRest={(px) => {
          setDragged(null);
          choose(px);
        }}
        onReset={() => choose(DEFAULTS.communicationWidth)}
      />
    </>
  );
}

interface SwitchProps {
  conversationId: string;
  /** What is shown at first. */
  first: "communication" | "applications";
  communication: ReactNode;
  applications: ReactNode;
}

/** Where there is room for one of the two only. */
function Switch({ conversationId, first, communication, applications }: SwitchProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const [side, setSide] = useState<string>(first);
  const isTalking = side === "communication";
  return (
    <>
      <TabList
        className={styles.switch}
        aria-label={t`Parts of the page`}
        selectedValue={side}
        onTabSelect={(_, data) => setSide(String(data.value))}
      >
        <Tab value="communication" aria-controls="part">
          {t`Conversation`} {!isTalking && <UnseenBadge conversationId={conversationId} />}
        </Tab>
        <Tab value="applications" aria-controls="part">{t`Details`}</Tab>
      </TabList>
      <div
        id="part"
        role="tabpanel"
        aria-label={isTalking ? t`Conversation` : t`Details`}
        className={styles.shown}
      >
        {isTalking ? communication : applications}
      </div>
    </>
  );
}

function useShown(conversationId: string): void {
  const talks = useTalks();
  useEffect(() => talks.show(conversationId), [talks, conversationId]);
}
