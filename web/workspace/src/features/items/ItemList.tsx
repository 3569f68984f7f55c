/** Draws a list of work items, each with one thing to do. */

import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import type { ItemView } from "../../api";
import { useLink } from "../../realtime";
import { momentText } from "../../ui";
import { titleOf } from "../customers";
import { stateName } from "./states";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "4px",
  },
  row: {
    display: "flex",
    alignItems: "center",
    gap: "12px",
    padding: "8px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  text: { flexGrow: 1, minWidth: 0, display: "flex", flexDirection: "column" },
  title: { overflowWrap: "anywhere" },
});

/** More rows than this help nobody; the oldest come first. */
export const ROWS_SHOWN = 50;

interface ItemListProps {
  items: readonly ItemView[];
  /** What the button of each row says, such as Open. */
  action: string;
  onAction(item: ItemView): void;
}

export function ItemList({ items, action, onAction }: ItemListProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const hidden = Math.max(0, items.length - ROWS_SHOWN);
  if (items.length === 0) return <Text>{t`Nothing at the moment.`}</Text>;
  return (
    <>
      <ul className={styles.list}>
        {items.slice(0, ROWS_SHOWN).map((item) => (
          <ItemRow key={item.id} item={item} action={action} onAction={() => onAction(item)} />
        ))}
      </ul>
      {hidden > 0 && <Text>{t`Not shown: ${hidden}`}</Text>}
    </>
  );
}

function ItemRow({ item, action, onAction }: { item: ItemView; action: string; onAction(): void }) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { connection } = useLink();
  const title = titleOf(i18n, item);
  const state = stateName(i18n, item.state);
  const since = momentText(item.state_since_ms, connection.serverNowMs(), i18n.locale);
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <Text weight="semibold" className={styles.title}>
          {title}
        </Text>
        <Text size={200}>{t`${item.queue_name}: ${state} since ${since}`}</Text>
      </div>
      <Button aria-label={`${action} ${title}`} onClick={onAction}>
        {action}
      </Button>
    </li>
  );
}
