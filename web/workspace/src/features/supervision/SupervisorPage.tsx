/** Draws what goes on in the queues that somebody supervises, live (mission M1). */

import { makeStyles, Subtitle1, Subtitle2, Text, Title3, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useId } from "react";
import type { QueueShown } from "../../api";
import { useLink } from "../../realtime";
import { DENSITY } from "../../ui";
import { STATES, stateName } from "../items";
import { ConversationTable, MemberTable } from "./FloorTables";
import { countsOf, type Floor } from "./floor";
import { useFloor } from "./store";

const useStyles = makeStyles({
  page: {
    display: "flex",
    flexDirection: "column",
    gap: "16px",
    padding: DENSITY.page,
    overflow: "auto",
    height: "100%",
    boxSizing: "border-box",
    "& h1, & h2, & h3": { display: "block", margin: 0 },
  },
  queue: { display: "flex", flexDirection: "column", gap: "8px" },
  counts: { display: "flex", flexWrap: "wrap", gap: "16px", margin: 0 },
  count: { display: "flex", flexDirection: "column" },
  number: { margin: 0, fontSize: tokens.fontSizeBase500, fontWeight: tokens.fontWeightSemibold },
});

export function SupervisorPage() {
  const { t } = useLingui();
  const styles = useStyles();
  const { me } = useLink();
  const queues = me.user.supervises.map(
    (id) => me.queues.find((queue) => queue.id === id) ?? { id, name: id },
  );
  return (
    <div className={styles.page}>
      <Title3 as="h1" tabIndex={-1}>{t`Supervision`}</Title3>
      {queues.length === 0 && (
        <Text>{t`You don't supervise any queue yet. An administrator can change that.`}</Text>
      )}
      {queues.map((queue) => (
        <QueueFloor key={queue.id} queue={queue} />
      ))}
    </div>
  );
}

function QueueFloor({ queue }: { queue: QueueShown }) {
  const { t } = useLingui();
  const styles = useStyles();
  const floor = useFloor(queue.id);
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className={styles.queue}>
      <Subtitle1 as="h2" id={titleId}>
        {t`Queue: ${queue.name}`}
      </Subtitle1>
      <Counts floor={floor} />
      <Subtitle2 as="h3">{t`Ongoing conversations`}</Subtitle2>
      <ConversationTable items={floor.items} />
      <Subtitle2 as="h3">{t`Members`}</Subtitle2>
      <MemberTable agents={floor.agents} />
    </section>
  );
}

function Counts({ floor }: { floor: Floor }) {
  const { i18n } = useLingui();
  const styles = useStyles();
  const counts = countsOf(floor.items);
  return (
    <dl className={styles.counts}>
      {STATES.map((state) => (
        <div key={state} className={styles.count}>
          <dt>{stateName(i18n, state)}</dt>
          <dd className={styles.number} data-testid={`count-${state}`}>
            {counts[state] ?? 0}
          </dd>
        </div>
      ))}
    </dl>
  );
}
