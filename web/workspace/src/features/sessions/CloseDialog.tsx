/** Asks before a session is closed, and says what will become of its conversation (mission S11). */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import type { SessionView } from "../../api";
import { Confirm } from "../../ui";
import { sessionTitle } from "../customers";
import { type Closing, closingOf } from "./closing";

const TEXTS: Record<Closing, MessageDescriptor> = {
  "back to queue": msg`The conversation goes back to the queue and is offered to others.`,
  parked: msg`The conversation is parked as Waiting. It stays among your work items until the customer writes again or you open it.`,
  closed: msg`The conversation is closed for good.`,
  "only the tab": msg`Only the session is closed; the conversation stays as it is.`,
};

interface CloseDialogProps {
  session: SessionView;
  onConfirm(): void;
  onCancel(): void;
}

export function CloseDialog({ session, onConfirm, onCancel }: CloseDialogProps) {
  const { t, i18n } = useLingui();
  const title = sessionTitle(i18n, session);
  return (
    <Confirm
      title={t`Close the session with ${title}?`}
      text={i18n._(TEXTS[closingOf(session.item)])}
      action={t`Close session`}
      onConfirm={onConfirm}
      onCancel={onCancel}
    />
  );
}
