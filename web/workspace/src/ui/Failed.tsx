/** Draws that something could not be fetched, why, and how to try again. */

import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { refusalText } from "./refusals";

interface FailedProps {
  /** What could not be fetched, as a sentence. */
  what: string;
  code: string;
  onRetry(): void;
}

export function Failed({ what, code, onRetry }: FailedProps) {
  const { t, i18n } = useLingui();
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        {what} {refusalText(i18n, code)}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={onRetry}>{t`Try again`}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
