/** Draws a list of work: each row with one thing to do, and a menu with all of them (mission S5, S6). */

import { Badge, Button, makeStyles, Text, tokens, useRestoreFocusTarget } from "@fluentui/react-components";
import { MoreHorizontalRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from "react";
import { useLink } from "../../realtime";
import { agoText, DENSITY, momentText, useNow } from "../../ui";
import { type MenuPlace, RowMenu } from "./RowMenu";
import type { WorkRow } from "./rows";

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
    gap: "8px",
    padding: `${DENSITY.row} 12px`,
    // Far rows cost nothing until they are scrolled to.
    contentVisibility: "auto",
    containIntrinsicSize: "auto 48px",
    ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  text: { flexGrow: 1, minWidth: 0, display: "flex", flexDirection: "column" },
  head: { display: "flex", alignItems: "center", gap: "8px", minWidth: 0 },
  title: {
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    cursor: "pointer",
    ":hover": { textDecorationLine: "underline" },
  },
  badge: { flexShrink: 0 },
  about: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  button: { flexShrink: 0 },
  empty: {
    padding: "12px",
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
  },
  more: { alignSelf: "flex-start", marginTop: "4px" },
});

/** Shown at first and with each press of the button. */
export const ROWS_SHOWN = 50;
/** Minutes are told, so twice a minute is enough. */
const AGE_EVERY_MS = 30_000;

/** Something that can be done with a row. */
export interface Deed {
  name: string;
  run(row: WorkRow): void;
}

export interface Ages {
  /** Time of day that `countedFrom` gives, with the date on another day. */
  moment: string;
  /** How long ago that was. */
  since: string;
}

interface ItemListProps {
  rows: readonly WorkRow[];
  /** What the button of each row, its title and Shift + click do, such as Open. */
  deed: Deed;
  /** What else its menu offers. */
  others?: readonly Deed[];
  /** Said when there is nothing, so that people know what would come here. */
  empty: string;
  /** Return what the row's ages are counted from; else when it changed the last time. */
  countedFrom?(row: WorkRow): number;
  /** Return what is said of a row under its title. */
  about(row: WorkRow, ages: Ages): ReactNode;
}

export function ItemList({ rows, deed, others = [], empty, countedFrom = changedAt, about }: ItemListProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { connection } = useLink();
  const [serverNow] = useState(() => () => connection.serverNowMs());
  const now = useNow(serverNow, AGE_EVERY_MS);
  const [shown, setShown] = useState(ROWS_SHOWN);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const hidden = Math.max(0, rows.length - shown);
  if (rows.length === 0) return <Text className={styles.empty}>{empty}</Text>;
  return (
    <>
      <ul className={styles.list}>
        {rows.slice(0, shown).map((row) => (
          <ItemRow
            key={row.id}
            row={row}
            deed={deed}
            hasMenu={menu?.row.id === row.id}
            about={about(row, {
              moment: momentText(countedFrom(row), now, i18n.locale),
              since: agoText(countedFrom(row), now, i18n.locale),
            })}
            onMenu={setMenu}
          />
        ))}
      </ul>
      {menu !== null && (
        <RowMenu key={menu.row.id} place={menu} deeds={[deed, ...others]} onClose={() => setMenu(null)} />
      )}
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

function changedAt(row: WorkRow): number {
  return row.modifiedAtMs;
}

interface ItemRowProps {
  row: WorkRow;
  deed: Deed;
  hasMenu: boolean;
  about: ReactNode;
  onMenu(place: MenuPlace): void;
}

function ItemRow({ row, deed, hasMenu, about, onMenu }: ItemRowProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const focusTarget = useRestoreFocusTarget();
  const hands = handsOf(row, deed, onMenu);
  return (
    <li className={styles.row} {...hands}>
      <div className={styles.text}>
        <span className={styles.head}>
          <Text weight="semibold" className={styles.title} title={row.title} data-opens>
            <bdi>{row.title}</bdi>
          </Text>
          {row.isNew && <Badge className={styles.badge} size="small" color="brand">{t`New`}</Badge>}
        </span>
        <Text size={200} className={styles.about}>
          {about}
        </Text>
      </div>
      <Button
        size="small"
        className={styles.button}
        aria-label={`${deed.name} ${row.title}`}
        onClick={() => deed.run(row)}
      >
        {deed.name}
      </Button>
      <Button
        {...focusTarget}
        size="small"
        appearance="subtle"
        className={styles.button}
        icon={<MoreHorizontalRegular />}
        aria-label={t`More: ${row.title}`}
        title={t`More. Shift + click on a row does what comes first.`}
        aria-haspopup="menu"
        aria-expanded={hasMenu}
        onClick={(event) => onMenu({ row, button: event.currentTarget, point: null })}
      />
    </li>
  );
}

/** Return what a row does by itself: for the mouse on all of it, for keys on its buttons. */
function handsOf(row: WorkRow, deed: Deed, onMenu: (place: MenuPlace) => void) {
  const openMenu = (item: Element, point: MenuPlace["point"]) => {
    const button = item.querySelector<HTMLElement>("[aria-haspopup=menu]");
    if (button !== null) onMenu({ row, button, point });
  };
  return {
    // Shift + click would select the text up to here.
    onMouseDown: (event: MouseEvent) => event.shiftKey && !isOnButton(event) && event.preventDefault(),
    onClick: (event: MouseEvent) => {
      const isOnTitle = event.target instanceof Element && event.target.closest("[data-opens]") !== null;
      if (!isOnButton(event) && (event.shiftKey || isOnTitle)) deed.run(row);
    },
    onContextMenu: (event: MouseEvent) => {
      event.preventDefault();
      const byMouse = event.button === 2;
      openMenu(event.currentTarget, byMouse ? { x: event.clientX, y: event.clientY } : null);
    },
    // Browsers on a Mac have no key for it.
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "ContextMenu" && !(event.shiftKey && event.key === "F10")) return;
      event.preventDefault();
      openMenu(event.currentTarget, null);
    },
  };
}

function isOnButton(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest("button") !== null;
}
