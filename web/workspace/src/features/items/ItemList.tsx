/** Draws a list of work items, each with one thing to do. */

import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { ItemView } from "../../api";
import { useLink } from "../../realtime";
import { agoText, DENSITY, momentText, useNow } from "../../ui";
import { titleOf } from "../customers";
import { stateName } from "./states";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    overflow: "hidden",
  },
  row: {
    display: "flex",
    alignItems: "center",
    gap: "12px",
    padding: `${DENSITY.row} 12px`,
    // Far rows cost nothing until they are scrolled to.
    contentVisibility: "auto",
    containIntrinsicSize: "auto 48px",
    ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  text: { flexGrow: 1, minWidth: 0, display: "flex", flexDirection: "column" },
  title: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  about: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  empty: {
    padding: "12px",
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
  },
  more: { alignSelf: "flex-start", marginTop: "4px" },
});

/** Shown at first and with each press of the button; the oldest come first. */
export const ROWS_SHOWN = 50;
/** Minutes are told, so twice a minute is enough. */
const AGE_EVERY_MS = 30_000;

interface ItemListProps {
  items: readonly ItemView[];
  /** What the button of each row says, such as Open. */
  action: string;
  /** Said when there is nothing, so that people know what would come here. */
  empty: string;
  /** Where every row has the same state, only the time is worth saying. */
  showState: boolean;
  onAction(item: ItemView): void;
}

export function ItemList({ items, action, empty, showState, onAction }: ItemListProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const { connection } = useLink();
  const [serverNow] = useState(() => () => connection.serverNowMs());
  const now = useNow(serverNow, AGE_EVERY_MS);
  const [shown, setShown] = useState(ROWS_SHOWN);
  const hidden = Math.max(0, items.length - shown);
  if (items.length === 0) return <Text className={styles.empty}>{empty}</Text>;
  return (
    <>
      <ul className={styles.list}>
        {items.slice(0, shown).map((item) => (
          <ItemRow
            key={item.id}
            item={item}
            action={action}
            showState={showState}
            nowMs={now}
            onAction={() => onAction(item)}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <Button
          className={styles.more}
          appearance="subtle"
          onClick={() => setShown(shown + ROWS_SHOWN)}
        >{t`Show more (${hidden} not shown)`}</Button>
      )}
    </>
  );
}

interface ItemRowProps {
  item: ItemView;
  action: string;
  showState: boolean;
  nowMs: number;
  onAction(): void;
}

function ItemRow({ item, action, showState, nowMs, onAction }: ItemRowProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const title = titleOf(i18n, item);
  const state = stateName(i18n, item.state);
  const moment = momentText(item.state_since_ms, nowMs, i18n.locale);
  const since = agoText(item.state_since_ms, nowMs, i18n.locale);
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <Text weight="semibold" className={styles.title} title={title}>
          <bdi>{title}</bdi>
        </Text>
        <Text size={200} className={styles.about}>
          {showState && `${item.queue_name} · ${state} · `}
          <time dateTime={new Date(item.state_since_ms).toISOString()} title={moment}>
            {item.state === "open" ? t`waiting since ${moment} (${since})` : since}
          </time>
        </Text>
      </div>
      <Button size="small" aria-label={`${action} ${title}`} onClick={onAction}>
        {action}
      </Button>
    </li>
  );
}
