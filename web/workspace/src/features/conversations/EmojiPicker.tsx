/** Draws the emoji to choose from: a search and a grid that arrows move in; fetched when first opened. */

import { Field, Input, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type Cell, type EmojiGroup, found, moved, rowsOf } from "./emojis";

const useStyles = makeStyles({
  picker: { display: "flex", flexDirection: "column", gap: "8px", width: "min(320px, 80vw)" },
  groups: { overflowY: "auto", maxHeight: "min(260px, 40vh)" },
  name: { padding: "4px 0", color: tokens.colorNeutralForeground2 },
  row: { display: "flex" },
  sign: {
    width: "12.5%",
    minHeight: "36px",
    padding: 0,
    border: "none",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: "transparent",
    fontSize: "20px",
    cursor: "pointer",
    "&:hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
});

interface EmojiPickerProps {
  onPick(sign: string): void;
}

export default function EmojiPicker({ onPick }: EmojiPickerProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const [asked, setAsked] = useState("");
  const picker = useRef<HTMLDivElement>(null);
  // Fetched after the surface was opened: what the focus looked for first was not there yet.
  useEffect(() => picker.current?.querySelector("input")?.focus(), []);
  const groups = found(i18n, asked);
  const { grid, current, onKeyDown, enter } = useGrid(groups);
  let row = -1;
  return (
    <div ref={picker} className={styles.picker}>
      <Field label={t`Search emoji`}>
        <Input
          value={asked}
          onChange={(_, data) => setAsked(data.value)}
          onKeyDown={(event) => {
            if (event.key !== "ArrowDown") return;
            event.preventDefault();
            enter();
          }}
        />
      </Field>
      {groups.length === 0 && <Text role="status">{t`No emoji has this name.`}</Text>}
      {/* biome-ignore lint/a11y/useSemanticElements: a grid to move in, no table to read */}
      <div ref={grid} className={styles.groups} role="grid" aria-label={t`Emoji`} onKeyDown={onKeyDown}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: rows of a grid, not a fieldset
          <div key={group.id} role="rowgroup" aria-label={i18n._(group.name)}>
            <div className={styles.name} aria-hidden>
              {i18n._(group.name)}
            </div>
            {rowsOf(group).map((emojis) => {
              row += 1;
              const ofRow = row;
              return (
                // biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus
                // biome-ignore lint/a11y/useSemanticElements: a row of the grid
                <div key={emojis[0]?.sign} role="row" className={styles.row}>
                  {emojis.map(({ sign, name }, column) => (
                    // biome-ignore lint/a11y/useSemanticElements: a cell of the grid that is pressed
                    <button
                      key={sign}
                      type="button"
                      role="gridcell"
                      className={styles.sign}
                      data-cell={`${ofRow} ${column}`}
                      tabIndex={ofRow === current.row && column === current.column ? 0 : -1}
                      aria-label={i18n._(name)}
                      title={i18n._(name)}
                      onClick={() => onPick(sign)}
                    >
                      {sign}
                    </button>
                  ))}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

/** One cell is reached by Tab, the others by arrows. */
function useGrid(groups: EmojiGroup[]) {
  const grid = useRef<HTMLDivElement>(null);
  const [cell, setCell] = useState<Cell>({ row: 0, column: 0 });
  const widths = groups.flatMap((group) => rowsOf(group).map((emojis) => emojis.length));
  const isThere = cell.column < (widths[cell.row] ?? 0);
  const current = isThere ? cell : { row: 0, column: 0 };

  function go(to: Cell) {
    setCell(to);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${to.row} ${to.column}"]`)?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    const to = moved(current, event.key, widths);
    if (to === null) return;
    event.preventDefault();
    go(to);
  }

  return { grid, current, onKeyDown, enter: () => go(current) };
}
