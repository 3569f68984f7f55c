/** Hands an open desk to the components under it. */

import type { ReactNode } from "react";
import { AgentProvider } from "../features/agent";
import { ClosedProvider } from "../features/closed";
import { TalksProvider } from "../features/conversations";
import { DraftsProvider } from "../features/drafts";
import { QueuesProvider } from "../features/items";
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
  return (
    <LinkProvider value={desk.link}>
      <FloorsProvider value={desk.floors}>
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
      <QueuesProvider value={tools.openWork}>
        <TalksProvider value={tools.talks}>
          <DraftsProvider value={tools.drafts}>
            <TabsProvider value={tools.tabs}>
              <SessionsProvider value={tools.sessions}>
                <ClosedProvider value={tools.closed}>{children}</ClosedProvider>
              </SessionsProvider>
            </TabsProvider>
          </DraftsProvider>
        </TalksProvider>
      </QueuesProvider>
    </AgentProvider>
  );
}
