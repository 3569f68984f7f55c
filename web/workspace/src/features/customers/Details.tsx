/** Draws what is known of a customer, in the order that the administrator chose (mission N11). */

import { makeStyles, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import type { Detail } from "../../api";
import { detailName } from "./names";

const useStyles = makeStyles({
  list: { margin: 0, display: "grid", gridTemplateColumns: "auto 1fr", columnGap: "12px", rowGap: "4px" },
  name: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: "anywhere", whiteSpace: "pre-wrap" },
});

export function Details({ details }: { details: readonly Detail[] }) {
  const { i18n } = useLingui();
  const styles = useStyles();
  if (details.length === 0) return null;
  return (
    <dl className={styles.list}>
      {details.map(({ name, value }) => (
        <DetailRow key={name} name={detailName(i18n, name)} value={value} />
      ))}
    </dl>
  );
}

function DetailRow({ name, value }: { name: string; value: string }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value} dir="auto">
        {value}
      </dd>
    </>
  );
}
