/** Draws the message bars that say why the agent gets no new work (mission N14, N16, N17). */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
} from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { codeOf } from "../../api";
import { useLink } from "../../realtime";
import { momentText, refusalMessage, showToast } from "../../ui";
import { useAgent } from "../agent";
import { alertText } from "./alerts";

const useStyles = makeStyles({ list: { display: "flex", flexDirection: "column", gap: "8px" } });

export function PresenceAlerts() {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { connection } = useLink();
  const me = useAgent((state) => state.me);
  if (me === null || me.alerts.length === 0) return null;

  function reset(agentId: string) {
    connection.do({ name: "reset_presence", agent_id: agentId }).catch((reason: unknown) => {
      showToast("error", refusalMessage(codeOf(reason)));
    });
  }

  return (
    <section aria-label={t`Alerts`} className={styles.list}>
      {me.alerts.map(({ cause, at_ms }) => (
        <MessageBar key={cause} intent="warning" layout="multiline" data-testid={`alert-${cause}`}>
          <MessageBarBody>
            {momentText(at_ms, connection.serverNowMs(), i18n.locale)}: {i18n._(alertText(cause))}
          </MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => reset(me.id)}>{t`Reset presence`}</Button>
          </MessageBarActions>
        </MessageBar>
      ))}
    </section>
  );
}
