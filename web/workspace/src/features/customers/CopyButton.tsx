/** Draws a button that copies a value, and says whether the browser let it. */

import { Button } from "@fluentui/react-components";
import { CopyRegular } from "@fluentui/react-icons";
import { msg } from "@lingui/core/macro";
import { showToast } from "../../ui";

interface CopyButtonProps {
  text: string;
  /** What the button says; drawn as an icon alone when `quiet`. */
  label: string;
  quiet?: boolean;
}

export function CopyButton({ text, label, quiet = false }: CopyButtonProps) {
  const copy = () => void copied(text);
  if (!quiet) return <Button onClick={copy}>{label}</Button>;
  return (
    <Button
      appearance="subtle"
      size="small"
      icon={<CopyRegular />}
      aria-label={label}
      title={label}
      onClick={copy}
    />
  );
}

async function copied(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast("info", msg`The text was copied.`);
  } catch {
    showToast("error", msg`The browser did not allow copying. Select the text and copy it by keyboard.`);
  }
}
