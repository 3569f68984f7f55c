/** Asks before something that can't be undone. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";

interface ConfirmProps {
  title: string;
  /** What will happen; it may become something else while the question stands. */
  text: string;
  /** What the confirming button says. */
  action: string;
  onConfirm(): void;
  onCancel(): void;
}

export function Confirm({ title, text, action, onConfirm, onCancel }: ConfirmProps) {
  const { t } = useLingui();
  useFocusBack();
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => data.open || onCancel()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent aria-live="polite">{text}</DialogContent>
          <DialogActions>
            <Button onClick={onCancel}>{t`Cancel`}</Button>
            <Button appearance="primary" onClick={onConfirm}>
              {action}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** However the question ends: the focus goes back to where it was, or to the page if that is gone. */
function useFocusBack(): void {
  const [from] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Once the dialog is gone for those, too, who keep the focus within it.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const isThere = from instanceof HTMLElement && from.isConnected && from !== document.body;
        (isThere ? from : document.getElementById("main"))?.focus();
      });
    },
    [from],
  );
}
