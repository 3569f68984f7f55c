/** Draws the message bars that say why the agent gets no new work (mission N14, N16, N17). */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
} from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { type AgentView, codeOf } from "../../api";
import { useLink } from "../../realtime";
import { refusalMessage, showToast, useFocusKept } from "../../ui";
import { useAgent } from "../agent";
import { alertSentence } from "./alerts";

const useStyles = makeStyles({ list: { display: "flex", flexDirection: "column", gap: "8px" } });

export function PresenceAlerts() {
  const me = useAgent((state) => state.me);
  return me === null || me.alerts.length === 0 ? null : <Bars me={me} />;
}

/** One bar for each cause; any of their buttons resets all. */
function Bars({ me }: { me: AgentView }) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { connection } = useLink();
  const list = useFocusKept();
  function reset() {
    connection.do({ name: "reset_presence", agent_id: me.id }).catch((reason: unknown) => {
      showToast("error", refusalMessage(codeOf(reason)));
    });
  }
  return (
    <section ref={list} aria-label={t`Alerts`} className={styles.list}>
      {me.alerts.map((alert) => (
        <MessageBar
          key={alert.cause}
          intent="warning"
          layout="multiline"
          data-testid={`alert-${alert.cause}`}
        >
          <MessageBarBody>{alertSentence(i18n, alert, connection.serverNowMs())}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={reset}>{t`Reset presence`}</Button>
          </MessageBarActions>
        </MessageBar>
      ))}
    </section>
  );
}
