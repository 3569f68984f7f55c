/** Draws a closed conversation, read-only: what is known of it, what was said, what else its customer had. */

import { Button, makeStyles, Spinner, Text, Title3, tokens } from "@fluentui/react-components";
import { ArrowLeftRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import type { ClosedConversation } from "../../api";
import { DENSITY, Failed, MIDDLE } from "../../ui";
import { dateTimeText, HistoryList, PastTranscript, Section } from "../conversations";
import { DetailList, Details, neutral, titleOf } from "../customers";
import { channelName } from "../items";
import { useClosed, useOpened } from "./desk";
import type { Opened } from "./reading";
import { closedByText } from "./rows";
import type { ClosedTab } from "./tabs";

const useStyles = makeStyles({
  page: { display: "flex", flexDirection: "column", flexGrow: 1, minHeight: 0, minWidth: 0 },
  head: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    columnGap: "12px",
    rowGap: "4px",
    padding: "8px 16px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { margin: 0, overflowWrap: "anywhere", unicodeBidi: "isolate" },
  quiet: { color: tokens.colorNeutralForeground2 },
  columns: {
    flexGrow: 1,
    minHeight: 0,
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) minmax(280px, 360px)",
    [MIDDLE]: { display: "flex", flexDirection: "column", overflowY: "auto" },
  },
  talk: {
    display: "flex",
    flexDirection: "column",
    minHeight: 0,
    minWidth: 0,
    [MIDDLE]: { flexShrink: 0, height: "24rem" },
  },
  about: {
    display: "flex",
    flexDirection: "column",
    gap: DENSITY.group,
    padding: DENSITY.page,
    overflowY: "auto",
    boxSizing: "border-box",
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
    [MIDDLE]: { overflowY: "visible", borderLeft: "none" },
  },
});

export function ClosedPage({ tab }: { tab: ClosedTab }) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const closed = useClosed();
  const { conversationId: id, customer, found } = tab;
  const opened = useOpened(id);
  useEffect(() => closed.reading.open(id), [closed, id]);
  const title = titleOf(i18n, opened.about.value ?? customer);
  const back = () => closed.openSearch(id);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        {found && (
          <Button size="small" icon={<ArrowLeftRegular />} onClick={back}>{t`Back to the results`}</Button>
        )}
        <Title3 as="h1" className={styles.title}>
          {title}
        </Title3>
        <Text className={styles.quiet}>{t`Closed: it can be read and not be changed.`}</Text>
      </div>
      <div className={styles.columns}>
        <Talk id={id} title={title} talk={opened.talk} />
        <About id={id} opened={opened} />
      </div>
    </div>
  );
}

function Talk({ id, title, talk }: { id: string; title: string; talk: Opened["talk"] }) {
  const { t } = useLingui();
  const styles = useStyles();
  const { reading } = useClosed();
  return (
    <div className={styles.talk}>
      <PastTranscript
        talk={talk}
        customer={title}
        label={t`Messages of the closed conversation`}
        failure={t`What was said could not be fetched.`}
        onLoad={() => void reading.more(id)}
      />
    </div>
  );
}

function About({ id, opened }: { id: string; opened: Opened }) {
  const { t } = useLingui();
  const styles = useStyles();
  const { reading } = useClosed();
  const { value, failed } = opened.about;
  return (
    <section
      aria-label={t`About the conversation`}
      className={styles.about}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
      tabIndex={0}
    >
      {failed !== null && (
        <Failed
          what={t`The conversation could not be fetched.`}
          code={failed}
          onRetry={() => reading.retry(id)}
        />
      )}
      {value === null && failed === null && <Spinner label={t`Loading …`} />}
      {value !== null && (
        <>
          <Section title={t`Conversation summary`}>
            <Summary view={value} />
          </Section>
          {value.details.length > 0 && (
            <Section title={t`Customer details`}>
              <Details details={value.details} withActions />
            </Section>
          )}
        </>
      )}
      <Section title={t`Other conversations of the customer`}>
        <History id={id} opened={opened} />
      </Section>
    </section>
  );
}

function Summary({ view }: { view: ClosedConversation }) {
  const { t, i18n } = useLingui();
  const moment = (atMs: number) => dateTimeText(atMs, i18n.locale);
  const by = closedByText(i18n, view.closed_by);
  const rows = [
    { name: t`Queue`, value: view.queue_name },
    { name: t`Work stream`, value: view.workstream_name },
    { name: t`Channel`, value: channelName(i18n, view.channel) },
    { name: t`Agent`, value: view.agent_name === null ? t`nobody` : neutral(view.agent_name) },
    { name: t`Created`, value: moment(view.created_at_ms) },
    { name: t`Ended`, value: moment(view.ended_at_ms) },
    ...(by === null ? [] : [{ name: t`Closed by`, value: by }]),
  ];
  return <DetailList rows={rows} />;
}

function History({ id, opened }: { id: string; opened: Opened }) {
  const { t } = useLingui();
  const closed = useClosed();
  const customer = opened.about.value;
  return (
    <HistoryList
      history={opened.history}
      failure={t`The other conversations could not be fetched.`}
      empty={t`There are no others that are closed.`}
      opener={(one) => (one.readable && customer !== null ? () => closed.open(one.id, customer) : null)}
      onMore={() => void closed.reading.moreHistory(id)}
    />
  );
}
