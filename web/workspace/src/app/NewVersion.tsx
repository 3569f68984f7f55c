/** Offers a reload when the server has newer web parts, and does it by itself when nobody looks. */

import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { useStore } from "zustand";
import { useLink } from "../realtime";

export function NewVersion() {
  const { t } = useLingui();
  const { me, connection, outbox } = useLink();
  const { build, outdated: refused } = useStore(connection.state);
  const idle = useStore(outbox.state, (state) => state.messages.length === 0);
  const outdated = refused || (build !== null && build !== me.build);
  useReloadWhenHidden(outdated && idle);
  if (!outdated) return null;
  return (
    <MessageBar intent="info" layout="multiline" style={{ flexShrink: 0 }}>
      <MessageBarBody>{t`There is a new version of this page. Your text is kept.`}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => window.location.reload()}>{t`Reload`}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function useReloadWhenHidden(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    const reload = () => {
      if (document.visibilityState === "hidden") window.location.reload();
    };
    document.addEventListener("visibilitychange", reload);
    return () => document.removeEventListener("visibilitychange", reload);
  }, [wanted]);
}
