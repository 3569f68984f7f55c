/** Says what the chat needs from its page and its server. */

import type { Happening } from "../bridge/letters";
import type { Keep } from "../keep/keep";
import type { RandomBytes } from "../realtime/client_id";
import type { Chance, Clock, OpenSocket } from "../realtime/ports";
import type { Detail, Welcome } from "../wire";
import type { Server } from "./server";

export interface ChatPorts {
  clock: Clock;
  chance: Chance;
  randomBytes: RandomBytes;
  openSocket: OpenSocket;
  keep: Keep;
  server: Server;
  workstreamId: string;
  /** What the agent may know, read when a conversation begins. */
  details(): Detail[];
  tellHost(what: Happening, conversationId: string): void;
  welcomed(welcome: Welcome): void;
  /** The server speaks another version of the protocol: this page must be loaded again. */
  outdated(): void;
}
