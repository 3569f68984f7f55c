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

interface ConfirmProps {
  title: string;
  text: string;
  /** What the confirming button says. */
  action: string;
  onConfirm(): void;
  onCancel(): void;
}

export function Confirm({ title, text, action, onConfirm, onCancel }: ConfirmProps) {
  const { t } = useLingui();
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => data.open || onCancel()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{text}</DialogContent>
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
