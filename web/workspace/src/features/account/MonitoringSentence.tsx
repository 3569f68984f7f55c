/** Says to agents what they have a right to know about supervision (mission M17). */

import { makeStyles, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";

const useStyles = makeStyles({ text: { color: tokens.colorNeutralForeground2, textWrap: "pretty" } });

export function MonitoringSentence() {
  const { t } = useLingui();
  const styles = useStyles();
  return (
    <Text size={200} className={styles.text}>
      {t`Supervisors may follow conversations while they go on; who watched what is recorded. Figures shown here are not meant for decisions about a person's employment.`}
    </Text>
  );
}
