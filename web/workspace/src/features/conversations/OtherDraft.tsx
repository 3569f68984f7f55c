/** Draws text that was typed but not sent: another version of a draft, what a lost conversation leaves. */

import { Button, Field, makeStyles, Textarea } from "@fluentui/react-components";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { showToast } from "../../ui";

const useStyles = makeStyles({
  block: { display: "flex", flexDirection: "column", gap: "8px" },
  actions: { display: "flex", gap: "8px" },
});

interface OtherDraftProps {
  text: string;
  onTake(): void;
  onDrop(): void;
}

export function OtherDraft({ text, onTake, onDrop }: OtherDraftProps) {
  const { t } = useLingui();
  const styles = useStyles();
  return (
    <div className={styles.block}>
      <Field label={t`Another version of this draft, typed elsewhere`}>
        <Textarea readOnly value={text} />
      </Field>
      <div className={styles.actions}>
        <Button onClick={onTake}>{t`Use this version`}</Button>
        <Button onClick={onDrop}>{t`Discard this version`}</Button>
      </div>
    </div>
  );
}

export function UnsentText({ text }: { text: string }) {
  const { t } = useLingui();
  const styles = useStyles();
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      showToast("info", msg`The text was copied.`);
    } catch {
      showToast("error", msg`The browser did not allow copying. Select the text and copy it by keyboard.`);
    }
  }
  return (
    <div className={styles.block}>
      <Field label={t`Your text that was not sent`}>
        <Textarea readOnly value={text} />
      </Field>
      <div className={styles.actions}>
        <Button onClick={() => void copy()}>{t`Copy the text`}</Button>
      </div>
    </div>
  );
}
