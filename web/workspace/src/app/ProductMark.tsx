/** Draws the product's mark: three cords in a board. */

import { makeStyles, tokens } from "@fluentui/react-components";

const useStyles = makeStyles({
  mark: { width: "24px", height: "24px", flexShrink: 0, color: tokens.colorBrandForeground1 },
});

export function ProductMark() {
  const styles = useStyles();
  return (
    <svg viewBox="0 0 16 16" className={styles.mark} aria-hidden="true" focusable="false">
      <rect width="16" height="16" rx="3" fill="currentColor" />
      <path d="M4 5h8M4 8h8M4 11h5" stroke={tokens.colorNeutralBackground3} strokeWidth="1.5" />
    </svg>
  );
}
