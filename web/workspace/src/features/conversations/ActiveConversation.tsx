/** Draws the anchor tab: who the customer is, what the conversation is, what was told (interface 2.6). */

import { Button, Card, makeStyles, Subtitle2, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import type { NoticeGiven, SessionView } from "../../api";
import { useLink } from "../../realtime";
import { useNow } from "../../ui";
import { DetailList, Details, sorted, titleOf } from "../customers";
import { channelName, stateName } from "../items";
import { RoutingButton } from "../routing";
import { EarlierConversations } from "./EarlierConversations";
import { dateTimeText, durationText } from "./moments";
import { Notepad, useNotes } from "./Notepad";
import { RemainingTime } from "./RemainingTime";
import { Section } from "./Section";

const useStyles = makeStyles({
  page: {
    height: "100%",
    boxSizing: "border-box",
    overflowY: "auto",
    padding: "12px 16px",
    display: "flex",
    flexDirection: "column",
    gap: "16px",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  heading: { margin: 0 },
  title: { fontWeight: tokens.fontWeightSemibold, overflowWrap: "anywhere", unicodeBidi: "isolate" },
  card: { flexShrink: 0 },
});

interface ActiveConversationProps {
  session: SessionView;
  lost: boolean;
  onClose(): void;
}

export function ActiveConversation({ session, lost, onClose }: ActiveConversationProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const title = titleOf(i18n, session.item);
  const notes = useNotes(session.conversation_id);
  const { customer, answers, visitor } = sorted(session.details, title);
  return (
    <section
      aria-label={t`Customer details`}
      className={styles.page}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
      tabIndex={0}
    >
      {!lost && session.item.state === "wrap_up" && <WrapUpCard session={session} onClose={onClose} />}
      <Section title={t`Customer`}>
        <Text className={styles.title} dir="auto">
          {title}
        </Text>
        <Details details={customer} withActions />
      </Section>
      {(!lost || notes !== "") && (
        <Section title={t`Notes`}>
          <Notepad conversationId={session.conversation_id} lost={lost} />
        </Section>
      )}
      <Section title={t`Conversation summary`}>
        <Summary session={session} lost={lost} />
        {!lost && (
          <div>
            <RoutingButton conversationId={session.conversation_id} />
          </div>
        )}
      </Section>
      {answers.length > 0 && (
        <Section title={t`Pre-chat answers`}>
          <Details details={answers} withActions />
        </Section>
      )}
      {visitor.length > 0 && (
        <Section title={t`Visitor details`}>
          <Details details={visitor} withActions />
        </Section>
      )}
      <Section title={t`Notice of monitoring`}>
        <NoticeText notice={session.notice} />
      </Section>
      <Section title={t`Earlier conversations`}>
        <EarlierConversations session={session} />
      </Section>
    </section>
  );
}

function WrapUpCard({ session, onClose }: { session: SessionView; onClose(): void }) {
  const { t } = useLingui();
  const styles = useStyles();
  return (
    <Card className={styles.card} role="group" aria-label={t`Wrap-up`}>
      <Subtitle2 as="h2" className={styles.heading}>{t`Wrap-up`}</Subtitle2>
      <RemainingTime session={session} />
      <div>
        <Button onClick={onClose}>{t`Close now`}</Button>
      </div>
    </Card>
  );
}

/** A minute's precision is enough for what is counted here. */
const COUNTED_EVERY_MS = 30_000;

function Summary({ session, lost }: { session: SessionView; lost: boolean }) {
  const { t, i18n } = useLingui();
  const { connection } = useLink();
  const nowMs = useNow(() => connection.serverNowMs(), COUNTED_EVERY_MS);
  const { item, accepted_at_ms: acceptedAtMs } = session;
  const moment = (atMs: number) => dateTimeText(atMs, i18n.locale);
  const waitedMs = (acceptedAtMs ?? nowMs) - item.created_at_ms;
  const rows = [
    { name: t`Channel`, value: channelName(i18n, item.channel) },
    { name: t`Queue`, value: item.queue_name },
    { name: t`Started`, value: moment(item.created_at_ms) },
    { name: t`Waiting time`, value: durationText(waitedMs, i18n.locale) },
  ];
  if (!lost) {
    const state = stateName(i18n, item.state);
    const since = moment(item.state_since_ms);
    rows.push({ name: t`State`, value: t`${state}, since ${since}` });
  }
  return <DetailList rows={rows} />;
}

function NoticeText({ notice }: { notice: NoticeGiven | null }) {
  const { t, i18n } = useLingui();
  if (notice === null) return <Text>{t`The customer was not told of monitoring.`}</Text>;
  const when = dateTimeText(notice.at_ms, i18n.locale);
  const { version } = notice;
  return (
    <>
      <Text>{t`Told of monitoring at ${when} (text version ${version}).`}</Text>
      <Text>{notice.agreed ? t`The customer agreed.` : t`No consent was asked for.`}</Text>
    </>
  );
}
