/** Draws the dialog in which people change their password. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
} from "@fluentui/react-components";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { changePassword, codeOf, type Http } from "../../api";
import { refusalText, showToast } from "../../ui";

const useStyles = makeStyles({ fields: { display: "flex", flexDirection: "column", gap: "12px" } });

interface PasswordDialogProps {
  http: Http;
  login: string;
  onClose(): void;
}

export function PasswordDialog({ http, login, onClose }: PasswordDialogProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const [code, setCode] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    try {
      await changePassword(http, String(form.get("current")), String(form.get("fresh")));
      showToast("info", msg`Your password was changed. Your other sessions have ended.`);
      onClose();
    } catch (reason) {
      setCode(codeOf(reason));
    }
  }

  const currentProblem = code === "not_allowed" ? t`The current password is wrong.` : null;
  const newProblem = code === "invalid" ? t`The new password is too short or too long.` : null;
  const other = code !== null && currentProblem === null && newProblem === null;
  return (
    <Dialog open onOpenChange={(_, data) => data.open || onClose()}>
      <DialogSurface>
        <form onSubmit={(event) => void submit(event)}>
          <DialogBody>
            <DialogTitle>{t`Change password`}</DialogTitle>
            <DialogContent className={styles.fields}>
              {/* For password managers: they need to know whose password it is. */}
              <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
              {other && <div role="alert">{refusalText(i18n, code)}</div>}
              <Field label={t`Current password`} required validationMessage={currentProblem}>
                <Input name="current" type="password" autoComplete="current-password" />
              </Field>
              <Field
                label={t`New password`}
                required
                hint={t`At least 10 characters; a sentence is best.`}
                validationMessage={newProblem}
              >
                <Input name="fresh" type="password" autoComplete="new-password" />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t`Cancel`}</Button>
              <Button appearance="primary" type="submit">
                {t`Change password`}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
