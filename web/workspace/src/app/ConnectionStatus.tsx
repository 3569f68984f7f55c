/** Draws what the page knows of its connection: calm while it is there, clear when it is not. */

import {
  MessageBar,
  MessageBarBody,
  makeStyles,
  mergeClasses,
  Text,
  tokens,
} from "@fluentui/react-components";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { followLine } from "../notifications";
import { type Status, useLink } from "../realtime";
import { NARROW } from "../ui";

const TEXTS: Record<Status, MessageDescriptor> = {
  live: msg`live`,
  "catching up": msg`catching up`,
  offline: msg`offline, your text is kept`,
};

const useStyles = makeStyles({
  status: { display: "flex", alignItems: "center", gap: "6px", minWidth: 0 },
  dot: { width: "8px", height: "8px", borderRadius: "50%", flexShrink: 0, forcedColorAdjust: "none" },
  live: { backgroundColor: tokens.colorStatusSuccessBackground3 },
  unsure: { backgroundColor: tokens.colorNeutralForeground4 },
  offline: { backgroundColor: tokens.colorStatusDangerBackground3 },
  text: {
    color: tokens.colorNeutralForeground2,
    // Said, not shown, where there is no room: the bar below the header says more.
    [NARROW]: {
      position: "absolute",
      width: "1px",
      height: "1px",
      overflow: "hidden",
      clipPath: "inset(50%)",
    },
  },
  bar: { flexShrink: 0 },
});

export function ConnectionStatus() {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { connection } = useLink();
  const status = useStore(connection.state, (state) => state.status);
  const colour = { live: styles.live, "catching up": styles.unsure, offline: styles.offline }[status];
  return (
    <div role="status" aria-label={t`Connection`} data-status={status} className={styles.status}>
      <span className={mergeClasses(styles.dot, colour)} aria-hidden />
      <Text size={200} className={styles.text}>
        {i18n._(TEXTS[status])}
      </Text>
    </div>
  );
}

/** Says what to do once the connection has been away for more than a moment. */
export function OfflineBar() {
  const { t } = useLingui();
  const styles = useStyles();
  const { connection } = useLink();
  const [lost, setLost] = useState(false);
  useEffect(() => followLine(connection, (news) => setLost(news === "lost")), [connection]);
  if (!lost) return null;
  return (
    <MessageBar intent="warning" layout="multiline" className={styles.bar}>
      <MessageBarBody>
        {t`The connection is lost. Go on writing: what you send waits here and goes out by itself. Nothing is offered to you meanwhile. If it lasts, check the network.`}
      </MessageBarBody>
    </MessageBar>
  );
}
