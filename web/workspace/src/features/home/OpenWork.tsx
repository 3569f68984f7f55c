/** Draws what waits in the agent's queues: each can be picked (mission S6). */

import { makeStyles, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import type { Me } from "../../api";
import { useLink } from "../../realtime";
import { DENSITY } from "../../ui";
import {
  type Arranging,
  ArrangingBar,
  ItemList,
  ListTitle,
  OPEN_SORTS,
  rowOf,
  useArranging,
  useOpenWork,
  type WorkRow,
} from "../items";
import { useTaking } from "./useTaking";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", gap: DENSITY.gap, minWidth: 0 },
  queues: { display: "flex", flexDirection: "column", gap: DENSITY.group },
  empty: { color: tokens.colorNeutralForeground2 },
});

export function OpenWorkSection() {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { me } = useLink();
  const openWork = useOpenWork();
  const arranging = useArranging("openWork", OPEN_SORTS);
  const queues = me.queues.flatMap((queue) => {
    const items = openWork[queue.id];
    return items === undefined ? [] : [{ queue, rows: items.map((item) => rowOf(i18n, item)) }];
  });
  const rows = queues.flatMap((one) => one.rows);
  const isMember = (me.agent?.queue_ids.length ?? 0) > 0;
  const name = t`Open work items`;
  return (
    <section aria-label={name} className={styles.section}>
      <ArrangingBar name={name} arranging={arranging} rows={rows} count={rows.length} />
      {!isMember && (
        <Text className={styles.empty}>
          {t`You are no member of any queue, so nothing is offered to you. An administrator can change that.`}
        </Text>
      )}
      <div className={styles.queues}>
        {queues.map((one) => (
          <QueueSection key={one.queue.id} {...one} arranging={arranging} />
        ))}
      </div>
    </section>
  );
}

interface QueueSectionProps {
  queue: Me["queues"][number];
  rows: readonly WorkRow[];
  arranging: Arranging;
}

function QueueSection({ queue, rows, arranging }: QueueSectionProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const { pick } = useTaking();
  return (
    <section aria-label={queue.name} className={styles.section}>
      <ListTitle level="h3" count={rows.length}>
        <bdi>{queue.name}</bdi>
      </ListTitle>
      <ItemList
        rows={arranging.arrange(rows)}
        deed={{ name: t`Pick`, run: ({ id }) => pick(id) }}
        empty={
          rows.length > 0
            ? t`Nothing fits the filter.`
            : t`Nobody waits here. What comes in is offered to free agents; what stays can be picked.`
        }
        countedFrom={(row) => row.queuedAtMs}
        about={(row, { moment, since }) => (
          <time dateTime={new Date(row.queuedAtMs).toISOString()}>
            {t`waiting since ${moment} (${since})`}
          </time>
        )}
      />
    </section>
  );
}
