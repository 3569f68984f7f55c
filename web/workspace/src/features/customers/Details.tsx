/** Draws what is known of a customer, in the order that the administrator chose (mission N11). */

import { Link, makeStyles, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Detail } from "../../api";
import { safeHref } from "../links";
import { CopyButton } from "./CopyButton";
import { detailText, isCopied } from "./details";
import { detailName } from "./names";

const useStyles = makeStyles({
  list: {
    margin: 0,
    display: "grid",
    // Names of any length leave room for the values, and on narrow screens stand above them.
    gridTemplateColumns: "minmax(0, max-content) minmax(50%, 1fr)",
    columnGap: "12px",
    rowGap: "4px",
  },
  name: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  value: {
    margin: 0,
    overflowWrap: "anywhere",
    whiteSpace: "pre-wrap",
    unicodeBidi: "isolate",
  },
});

interface Row {
  /** Where a name may come twice. */
  id?: string;
  name: string;
  value: ReactNode;
}

/** Draw a list of names and values. */
export function DetailList({ rows }: { rows: readonly Row[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.list}>
      {rows.map(({ id, name, value }) => (
        <DetailRow key={id ?? name} name={name} value={value} />
      ))}
    </dl>
  );
}

function DetailRow({ name, value }: { name: string; value: ReactNode }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.name}>
        <bdi>{name}</bdi>
      </dt>
      <dd className={styles.value} dir="auto">
        {value}
      </dd>
    </>
  );
}

interface DetailsProps {
  details: readonly Detail[];
  /** Pages can be opened and addresses copied; not where somebody has only seconds to decide. */
  withActions?: boolean;
}

export function Details({ details, withActions = false }: DetailsProps) {
  const { i18n } = useLingui();
  if (details.length === 0) return null;
  const rows = details.map((detail) => ({
    name: detailName(i18n, detail.name),
    value: <DetailValue detail={detail} withActions={withActions} />,
  }));
  return <DetailList rows={rows} />;
}

function DetailValue({ detail, withActions }: { detail: Detail; withActions: boolean }) {
  const { t, i18n } = useLingui();
  const { name, value } = detail;
  const text = detailText(detail, i18n.locale);
  if (!withActions || text !== value) return text;
  const href = name === "page" ? safeHref(value) : null;
  if (href !== null) {
    return (
      <Link inline href={href} target="_blank" rel="noopener noreferrer nofollow">
        {value}
      </Link>
    );
  }
  if (!isCopied(name)) return value;
  const what = detailName(i18n, name);
  return (
    <>
      {value} <CopyButton quiet text={value} label={t`Copy: ${what}`} />
    </>
  );
}
