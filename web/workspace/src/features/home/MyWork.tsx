/** Draws the agent's own work items: each opens in a session (mission S5, S6). */

import { makeStyles } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { DENSITY } from "../../ui";
import { useAgent } from "../agent";
import { ArrangingBar, ItemList, MY_SORTS, rowOf, stateName, useArranging } from "../items";
import { RoutingDialog } from "../routing";
import { useShortcut } from "../shortcuts";
import { useTaking } from "./useTaking";

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", gap: DENSITY.gap, minWidth: 0 },
});

export function MyWorkSection() {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const items = useAgent((state) => state.items);
  const arranging = useArranging("myWork", MY_SORTS);
  const { open } = useTaking();
  const offers = useShortcut("go_to_offers").text;
  const [asked, setAsked] = useState<string | null>(null);
  const rows = items.map((item) => rowOf(i18n, item));
  const name = t`My work items`;
  const hint =
    offers === ""
      ? t`No conversation is yours now. When one is offered to you, it shows beside this page: accept it, and its session opens.`
      : t`No conversation is yours now. When one is offered to you, it shows beside this page, and ${offers} leads there: accept it, and its session opens.`;
  return (
    <section aria-label={name} className={styles.section}>
      <ArrangingBar name={name} arranging={arranging} rows={rows} count={rows.length} />
      <ItemList
        rows={arranging.arrange(rows)}
        deed={{ name: t({ message: "Open", context: "button" }), run: ({ id }) => open(id) }}
        others={[{ name: t`Why me?`, run: ({ id }) => setAsked(id) }]}
        empty={rows.length > 0 ? t`Nothing fits the filter.` : hint}
        about={(row, { moment, since }) => (
          <>
            {`${row.queue} · ${stateName(i18n, row.state ?? "")} · `}
            <time dateTime={new Date(row.modifiedAtMs).toISOString()} title={moment}>
              {since}
            </time>
          </>
        )}
      />
      {asked !== null && <RoutingDialog conversationId={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}
