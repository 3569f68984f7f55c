/** Draws the small buttons of a session's entry: More and X (mission S11). */

import { Button, mergeClasses } from "@fluentui/react-components";
import { DismissRegular, MoreHorizontalRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { useShortcut, withKey } from "../shortcuts";
import type { EntryMenuState } from "./EntryMenu";
import { useEntryStyles } from "./entryStyles";

interface EntryToolsProps {
  title: string;
  selected: boolean;
  wide: boolean;
  /** Null for what can't be moved. */
  menu: EntryMenuState | null;
  onClose(): void;
}

/** For pointers, fingers above all, More leads to the menu (WCAG 2.5.7); keys have the menu's own key. */
export function EntryTools({ title, selected, wide, menu, onClose }: EntryToolsProps) {
  const { t } = useLingui();
  const styles = useEntryStyles();
  const closeKey = useShortcut("close_session");
  return (
    <span className={styles.tools}>
      {menu !== null && (
        <Button
          tabIndex={-1}
          className={mergeClasses("session-tool", styles.tool, !wide && styles.moreSmall)}
          appearance="subtle"
          size="small"
          icon={<MoreHorizontalRegular />}
          aria-label={t`More: ${title}`}
          aria-haspopup="menu"
          aria-expanded={menu.target !== null}
          onClick={menu.open}
        />
      )}
      <Button
        title={selected ? withKey(t`Close session`, closeKey) : undefined}
        aria-keyshortcuts={selected ? closeKey.aria : undefined}
        className={mergeClasses("session-tool", styles.tool)}
        appearance="subtle"
        size="small"
        icon={<DismissRegular />}
        aria-label={t`Close session ${title}`}
        onClick={onClose}
      />
    </span>
  );
}
