/** Leads whoever uses the keyboard past header, offers and panel; seen only while it has the focus. */

import { makeStyles, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import type { MouseEvent } from "react";

const useStyles = makeStyles({
  link: {
    position: "absolute",
    left: "8px",
    top: "-100px",
    zIndex: 2000,
    padding: "8px 12px",
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
    borderRadius: tokens.borderRadiusMedium,
    ":focus": { top: "8px" },
  },
});

export function SkipLink() {
  const { t } = useLingui();
  const styles = useStyles();
  function skip(event: MouseEvent) {
    // The address stays as it is: this application has no places in its address.
    event.preventDefault();
    document.getElementById("main")?.focus();
  }
  return (
    // biome-ignore lint/a11y/useValidAnchor: it leads to a place on this page, without changing the address
    <a href="#main" className={styles.link} onClick={skip}>
      {t`Skip to the main content`}
    </a>
  );
}
