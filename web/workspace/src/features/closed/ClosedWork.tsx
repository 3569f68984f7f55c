/** Draws what the agent closed today (mission S6). */

import { makeStyles, Spinner } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { useStore } from "zustand";
import { DENSITY, Failed } from "../../ui";
import { ArrangingBar, CLOSED_SORTS, ItemList, useArranging, type WorkRow } from "../items";
import { useClosed } from "./desk";
import { closedRow } from "./rows";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", gap: DENSITY.gap, minWidth: 0 },
  waiting: { alignSelf: "flex-start" },
});

export function ClosedWorkSection() {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const closed = useClosed();
  const { value, failed } = useStore(closed.today.store);
  const arranging = useArranging("closedWork", CLOSED_SORTS);
  useEffect(() => closed.today.watch(), [closed]);
  const rows = (value ?? []).map((view) => closedRow(i18n, view));
  const name = t`Closed work items`;

  function open({ id }: WorkRow) {
    const view = value?.find((one) => one.id === id);
    if (view !== undefined) closed.open(id, view);
  }

  return (
    <section aria-label={name} className={styles.section}>
      <ArrangingBar name={name} arranging={arranging} rows={rows} count={rows.length} />
      {failed !== null && (
        <Failed
          what={t`What you closed today could not be fetched.`}
          code={failed}
          onRetry={() => closed.today.refresh()}
        />
      )}
      {value === null && failed === null && (
        <Spinner className={styles.waiting} size="tiny" label={t`Loading …`} />
      )}
      {value !== null && (
        <ItemList
          rows={arranging.arrange(rows)}
          deed={{ name: t({ message: "Open", context: "button" }), run: open }}
          empty={
            arranging.filtered && rows.length > 0
              ? t`Nothing fits the filter.`
              : t`You have closed nothing today. What you close shows here until midnight; the search finds what is older.`
          }
          about={(row, { moment, since }) => (
            <>
              {`${row.queue} · ${row.workstream} · `}
              <time dateTime={new Date(row.modifiedAtMs).toISOString()}>{t`ended ${moment} (${since})`}</time>
            </>
          )}
        />
      )}
    </section>
  );
}
