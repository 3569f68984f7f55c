/** Draws the toasts; new ones are announced politely. */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { useStore } from "zustand";
import { dismissToast, TOAST_SHOWN_MS, type Toast, toastStore } from "./toasts";

const useStyles = makeStyles({
  region: {
    position: "fixed",
    bottom: "16px",
    left: "16px",
    zIndex: 1000,
    display: "flex",
    flexDirection: "column",
    gap: "8px",
    maxWidth: "min(420px, calc(100vw - 32px))",
  },
});

export function ToastRegion() {
  const { t } = useLingui();
  const styles = useStyles();
  const toasts = useStore(toastStore, (state) => state.toasts);
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
  useEffect(() => {
    const timer = setTimeout(() => dismissToast(toast.id), TOAST_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast.id]);
  return (
    <MessageBar intent={toast.tone} politeness="polite" layout="multiline">
      <MessageBarBody>{i18n._(toast.text)}</MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            aria-label={t`Dismiss`}
            icon={<DismissRegular />}
            onClick={() => dismissToast(toast.id)}
          />
        }
      />
    </MessageBar>
  );
}
