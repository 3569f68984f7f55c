/** Says how an entry of the session panel looks, in both widths, themes and densities. */

import { makeStyles, tokens } from "@fluentui/react-components";
import { DENSITY, NARROW } from "../../ui";

/** Where sessions can't be dragged, and there is no second button either. */
const STRIP_OF_FINGERS = `${NARROW} and (hover: none)`;

/** On a coloured row in high contrast only the row's own colour can be read. */
const PLAIN = { "& .session-muted": { color: "inherit" } } as const;

/** Forced colours draw transparent edges, too: only the selected entry may have one. */
export const FORCED_EDGE = {
  "@media (forced-colors: active)": { borderLeftColor: "Canvas" },
} as const;
export const FORCED_SELECTED = {
  "@media (forced-colors: active)": { borderLeftColor: "Highlight", outline: "1px solid Highlight" },
} as const;

const LINE = { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" } as const;

const DROP = {
  content: '""',
  position: "absolute",
  left: 0,
  right: 0,
  height: "3px",
  borderRadius: "2px",
  backgroundColor: tokens.colorBrandStroke1,
  zIndex: 1,
  "@media (forced-colors: active)": { backgroundColor: "Highlight" },
} as const;
const DROP_ACROSS = { left: "auto", right: "auto", top: 0, bottom: 0, width: "3px", height: "auto" } as const;

export const useEntryStyles = makeStyles({
  row: {
    position: "relative",
    display: "flex",
    alignItems: "stretch",
    flexShrink: 0,
    minWidth: 0,
    borderRadius: tokens.borderRadiusMedium,
    borderLeft: "3px solid transparent",
    color: tokens.colorNeutralForeground1,
    ...FORCED_EDGE,
    ":hover": {
      backgroundColor: tokens.colorNeutralBackground1Hover,
      color: tokens.colorNeutralForeground1Hover,
      ...PLAIN,
    },
    "& .session-tool": { opacity: 0 },
    "&:hover .session-tool, &:focus-within .session-tool": { opacity: 1 },
    "@media (hover: none)": { "& .session-tool": { opacity: 1 } },
  },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1Selected,
    borderLeftColor: tokens.colorBrandStroke1,
    ":hover": {
      backgroundColor: tokens.colorNeutralBackground1Selected,
      color: tokens.colorNeutralForeground1Selected,
    },
    ...PLAIN,
    ...FORCED_SELECTED,
  },
  dragged: { opacity: 0.5, cursor: "grabbing" },
  // The line stands in the gap between two entries, also across where the panel is a strip.
  dropBefore: { "::before": { ...DROP, top: "-3px", [NARROW]: { ...DROP_ACROSS, left: "-5px" } } },
  dropAfter: { "::before": { ...DROP, bottom: "-3px", [NARROW]: { ...DROP_ACROSS, right: "-3px" } } },
  pick: {
    flexGrow: 1,
    minWidth: 0,
    justifyContent: "flex-start",
    textAlign: "start",
    // At the end as much as the ring of the focus needs beside the time.
    padding: `${DENSITY.row} 4px ${DENSITY.row} 6px`,
    gap: "8px",
    border: "none",
    color: "inherit",
    fontWeight: tokens.fontWeightRegular,
    ":hover": { color: "inherit" },
    ":hover:active": { color: "inherit" },
  },
  pickSmall: { flexGrow: 0, padding: `${DENSITY.row} 0 ${DENSITY.row} 1px`, minWidth: "calc(1.75rem + 1px)" },
  icon: { position: "relative", flexShrink: 0 },
  alert: {
    position: "absolute",
    top: "-4px",
    // In the collapsed panel there is no room for more.
    left: "-2px",
    zIndex: 1,
    boxSizing: "border-box",
    width: "1rem",
    height: "1rem",
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralBackground1}`,
    backgroundColor: tokens.colorStatusDangerBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightBold,
    lineHeight: "0.875rem",
    textAlign: "center",
    "@media (forced-colors: active)": { border: "1px solid CanvasText" },
  },
  // Where the letters are all that says who it is, it covers none of them.
  alertSmall: {
    top: "-5px",
    left: "-3px",
    width: "0.75rem",
    height: "0.75rem",
    fontSize: tokens.fontSizeBase100,
    lineHeight: "0.625rem",
  },
  letters: { width: "2rem", height: "2rem" },
  lettersSmall: { width: "1.75rem", height: "1.75rem" },
  text: { flexGrow: 1, minWidth: 0, display: "flex", flexDirection: "column" },
  line: { display: "flex", alignItems: "baseline", gap: "6px" },
  title: { ...LINE, flexGrow: 1 },
  strong: { fontWeight: tokens.fontWeightSemibold },
  time: {
    flexShrink: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: "tabular-nums",
  },
  state: {
    ...LINE,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
  attention: { color: tokens.colorStatusWarningForeground3, fontWeight: tokens.fontWeightSemibold },
  lost: { fontStyle: "italic" },
  side: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    justifyContent: "center",
    minHeight: "44px",
    width: "52px",
    flexShrink: 0,
  },
  sideSmall: { width: "1.625rem", [STRIP_OF_FINGERS]: { width: "52px" } },
  tools: { display: "flex" },
  // In the collapsed panel there is no room for it; a mouse has its second button, and keys their own.
  moreSmall: { display: "none", [STRIP_OF_FINGERS]: { display: "inline-flex" } },
  badge: { minWidth: "20px" },
  badgeSmall: { padding: "0 2px", letterSpacing: "-0.5px" },
  tool: { minWidth: "24px", width: "24px", height: "24px", padding: 0, color: "inherit" },
  tooltip: { maxWidth: "320px", overflowWrap: "anywhere" },
});
