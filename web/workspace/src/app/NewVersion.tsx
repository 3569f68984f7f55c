/** Offers a reload when the server has newer web parts; does it when nobody looks and nothing is lost. */

import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { useStore } from "zustand";
import { useAgent } from "../features/agent";
import { isAnyAwake, useTabsDesk } from "../features/tabs";
import { useLink } from "../realtime";

export function NewVersion() {
  const { me, connection } = useLink();
  const { build, outdated } = useStore(connection.state);
  if (!outdated && (build === null || build === me.build)) return null;
  return me.agent === null ? <Bar pages={false} offered={false} /> : <AgentsBar />;
}

function AgentsBar() {
  const { frames } = useTabsDesk();
  const pages = useStore(frames.store, isAnyAwake);
  const offered = useAgent((state) => state.offers.length > 0);
  return <Bar pages={pages} offered={offered} />;
}

interface BarProps {
  /** Pages of applications are open: what was typed in them goes with a reload. */
  pages: boolean;
  /** An offer waits for its answer. */
  offered: boolean;
}

function Bar({ pages, offered }: BarProps) {
  const { t } = useLingui();
  const { outbox } = useLink();
  const isSent = useStore(outbox.state, (state) => state.messages.length === 0);
  useReloadWhenHidden(isSent && !pages && !offered);
  return (
    <MessageBar intent="info" layout="multiline" style={{ flexShrink: 0 }}>
      <MessageBarBody>
        {t`There is a new version of this page. Your text is kept.`}
        {pages && ` ${t`Open applications are loaded anew: what is not saved in them is lost.`}`}
      </MessageBarBody>
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
