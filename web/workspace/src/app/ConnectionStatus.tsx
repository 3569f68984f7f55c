/** Draws what the page knows of its connection. */

import { Badge } from "@fluentui/react-components";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useStore } from "zustand";
import { type Status, useLink } from "../realtime";

const TEXTS: Record<Status, MessageDescriptor> = {
  live: msg`live`,
  "catching up": msg`catching up`,
  offline: msg`offline, your text is kept`,
};
const COLOURS = { live: "success", "catching up": "informative", offline: "warning" } as const;

export function ConnectionStatus() {
  const { t, i18n } = useLingui();
  const { connection } = useLink();
  const status = useStore(connection.state, (state) => state.status);
  return (
    <div role="status" aria-label={t`Connection`} data-status={status}>
      <Badge appearance="tint" color={COLOURS[status]}>
        {i18n._(TEXTS[status])}
      </Badge>
    </div>
  );
}
