/** Draws the administrator's page: what is set up, and where it is changed today. */

import { makeStyles, Subtitle1, Text, Title3 } from "@fluentui/react-components";
import { Trans, useLingui } from "@lingui/react/macro";
import { useLink } from "../../realtime";
import { DENSITY } from "../../ui";
import { presenceName } from "../presence";
import { DefaultDashboard } from "./DefaultDashboard";

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
    maxWidth: "960px",
    overflowWrap: "anywhere",
  },
  choice: { maxWidth: "400px" },
});

export function AdministratorPage() {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { me } = useLink();
  return (
    <div className={styles.page}>
      <Title3 as="h1" tabIndex={-1}>{t`Administration`}</Title3>
      <Text>
        <Trans>
          People are managed on the server's command line: <code>cordboard user add</code>,{" "}
          <code>passwd</code>, <code>disable</code> and <code>roles</code>. Backups:{" "}
          <code>cordboard backup</code> and <code>restore</code>.
        </Trans>
      </Text>
      <section aria-label={t`Home`} className={styles.choice}>
        <DefaultDashboard />
      </section>
      <section aria-label={t`Queues`}>
        <Subtitle1 as="h2">{t`Queues`}</Subtitle1>
        {me.queues.length === 0 ? (
          <Text>{t`You are shown no queue.`}</Text>
        ) : (
          <ul>
            {me.queues.map(({ id, name }) => (
              <li key={id}>
                {name} (<code>{id}</code>)
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-label={t`Presences`}>
        <Subtitle1 as="h2">{t`Presences`}</Subtitle1>
        <ul>
          {me.presences.map(({ id, selectable }) => (
            <li key={id}>
              {presenceName(i18n, id, me.presences)}
              {!selectable && ` (${t`set by the system only`})`}
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={t`Limits`}>
        <Subtitle1 as="h2">{t`Limits`}</Subtitle1>
        <Text>{t`Sessions that an agent may have open: ${me.session_limit}`}</Text>
      </section>
    </div>
  );
}
