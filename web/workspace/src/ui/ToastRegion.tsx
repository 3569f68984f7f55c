/** Draws the toasts; new ones are announced politely. */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { NARROW } from "./layout";
import { actOn, dismissAll, dismissToast, TOAST_SHOWN_MS, type Toast, toastStore } from "./toasts";

const useStyles = makeStyles({
  region: {
    position: "fixed",
    // Away from the composer, which stands at the bottom on the left.
    bottom: "16px",
    right: "16px",
    zIndex: 1000,
    display: "flex",
    flexDirection: "column",
    gap: "8px",
    width: "min(400px, calc(100vw - 32px))",
    [NARROW]: { bottom: "auto", top: "52px", right: "8px", width: "calc(100vw - 16px)" },
  },
  toast: { boxShadow: tokens.shadow16 },
  text: { overflowWrap: "anywhere" },
});

export function ToastRegion() {
  const { t } = useLingui();
  const styles = useStyles();
  const toasts = useStore(toastStore, (state) => state.toasts);
  useEffect(() => {
    window.addEventListener("pagehide", dismissAll);
    return () => window.removeEventListener("pagehide", dismissAll);
  }, []);
  return (
    <section aria-label={t`Messages`} aria-live="polite" className={styles.region}>
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function OneToast({ toast }: { toast: Toast }) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const [held, setHeld] = useState(false);
  const { id, action } = toast;
  // Whoever reads it or is on the way to its button has all the time (WCAG 2.2.1).
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(id), TOAST_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, held]);
  return (
    <MessageBar
      intent={toast.tone}
      politeness="polite"
      layout="multiline"
      className={styles.toast}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <MessageBarBody className={styles.text}>{i18n._(toast.text)}</MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            aria-label={t`Dismiss`}
            icon={<DismissRegular />}
            onClick={() => dismissToast(id)}
          />
        }
      >
        {action !== undefined && (
          <Button size="small" onClick={() => actOn(id)}>
            {i18n._(action.name)}
          </Button>
        )}
      </MessageBarActions>
    </MessageBar>
  );
}
