/** Hands an open desk to the components under it. */

import { type ReactNode, useMemo } from "react";
import { useStore } from "zustand";
import { AgentProvider } from "../features/agent";
import { ClosedProvider } from "../features/closed";
import { TalksProvider } from "../features/conversations";
import { DraftsProvider } from "../features/drafts";
import { DiscardingProvider } from "../features/home";
import { QueuesProvider } from "../features/items";
import { EndingsProvider } from "../features/offers";
import { SessionsProvider } from "../features/sessions";
import { FloorsProvider } from "../features/supervision";
import { TabsProvider } from "../features/tabs";
import { LinkProvider } from "../realtime";
import type { Desk } from "./desk";

interface WithDeskProps {
  desk: Desk;
  children: ReactNode;
}

export function WithDesk({ desk, children }: WithDeskProps) {
  const known = useStore(desk.known);
  const link = useMemo(() => ({ ...desk.link, ...known }), [desk, known]);
  return (
    <LinkProvider value={link}>
      <FloorsProvider value={desk.floors.store}>
        <WithTools desk={desk}>{children}</WithTools>
      </FloorsProvider>
    </LinkProvider>
  );
}

function WithTools({ desk, children }: WithDeskProps) {
  const { tools } = desk;
  if (tools === null) return children;
  return (
    <AgentProvider value={tools.agent}>
      <QueuesProvider value={tools.openWork.store}>
        <TalksProvider value={tools.talks}>
          <DraftsProvider value={tools.drafts}>
            <TabsProvider value={tools.tabs}>
              <SessionsProvider value={tools.sessions}>
                <ClosedProvider value={tools.closed}>
                  <EndingsProvider value={tools.endings}>
                    <DiscardingProvider value={tools.discarding}>{children}</DiscardingProvider>
                  </EndingsProvider>
                </ClosedProvider>
              </SessionsProvider>
            </TabsProvider>
          </DraftsProvider>
        </TalksProvider>
      </QueuesProvider>
    </AgentProvider>
  );
}
