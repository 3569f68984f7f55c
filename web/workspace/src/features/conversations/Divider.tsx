/** Draws the line between communication and applications; it is moved by pointer and by keys. */

import { makeStyles, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import type { KeyboardEvent, PointerEvent } from "react";
import { type Bounds, clamped, movedBy } from "./layout";

const useStyles = makeStyles({
  divider: {
    flexShrink: 0,
    width: "9px",
    cursor: "col-resize",
    touchAction: "none",
    // A thin line with room around it for the pointer.
    backgroundImage: `linear-gradient(${tokens.colorNeutralStroke1}, ${tokens.colorNeutralStroke1})`,
    backgroundSize: "1px 100%",
    backgroundPosition: "center",
    backgroundRepeat: "no-repeat",
    "&:hover": { backgroundSize: "3px 100%" },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
    "@media (forced-colors: active)": { borderLeft: "1px solid CanvasText" },
  },
});

interface DividerProps {
  widthPx: number;
  bounds: Bounds;
  /** Id of the panel before it. */
  controls: string;
  /** While it is moved. */
  onMove(widthPx: number): void;
  /** Moved to where it shall stay. */
  onRest(widthPx: number): void;
  onReset(): void;
}

export function Divider({ widthPx, bounds, controls, onMove, onRest, onReset }: DividerProps) {
  const { t } = useLingui();
  const styles = useStyles();

  function onKeyDown(event: KeyboardEvent) {
    const moved = movedBy(event.key, widthPx, bounds);
    if (moved === null) return;
    event.preventDefault();
    onRest(moved);
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    const divider = event.currentTarget;
    const fromPx = widthPx - event.clientX;
    divider.setPointerCapture(event.pointerId);
    divider.onpointermove = (move) => onMove(clamped(fromPx + move.clientX, bounds));
    divider.onpointerup = divider.onpointercancel = (end) => {
      divider.onpointermove = divider.onpointerup = divider.onpointercancel = null;
      // A press alone, as the two of a double click, moves nothing.
      if (end.clientX !== event.clientX) onRest(clamped(fromPx + end.clientX, bounds));
    };
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that is moved, not a break between paragraphs
    <div
      className={styles.divider}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t`Width of the conversation`}
      aria-controls={controls}
      aria-valuenow={widthPx}
      aria-valuemin={bounds.least}
      aria-valuemax={bounds.most}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDoubleClick={onReset}
    />
  );
}
