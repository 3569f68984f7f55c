/** Draws the More menu of one row of a list; there is one menu for the whole list, where the row is. */

import { Menu, MenuItem, MenuList, MenuPopover } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useMemo, useState } from "react";
import type { Deed } from "./ItemList";
import type { WorkRow } from "./rows";

export interface MenuPlace {
  row: WorkRow;
  /** The row's More button: the menu is its, wherever it was asked for. */
  button: HTMLElement;
  /** Where the mouse asked for it; null for at the button. */
  point: { x: number; y: number } | null;
}

interface RowMenuProps {
  place: MenuPlace;
  /** The first one is also what the row itself does. */
  deeds: readonly Deed[];
  onClose(): void;
}

export function RowMenu({ place, deeds, onClose }: RowMenuProps) {
  const { t } = useLingui();
  const { row, button, point } = place;
  const target = useMemo(() => (point === null ? button : virtual(point)), [button, point]);
  const [open, setOpen] = useState(false);
  // Opened a moment after the button has the focus, which comes back to it from whatever the menu opens.
  useEffect(() => {
    button.focus();
    setOpen(true);
  }, [button]);

  function close() {
    onClose();
    requestAnimationFrame(() => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && button.isConnected) button.focus();
    });
  }

  return (
    <Menu
      open={open}
      positioning={{ target, position: "below", align: point === null ? "end" : "start" }}
      onOpenChange={(_, data) => !data.open && close()}
    >
      <MenuPopover>
        <MenuList aria-label={t`More: ${row.title}`}>
          {deeds.map((deed, n) => (
            <MenuItem
              key={deed.name}
              secondaryContent={n === 0 ? t`Shift + click` : null}
              onClick={() => deed.run(row)}
            >
              {deed.name}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function virtual({ x, y }: { x: number; y: number }) {
  return { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) };
}
