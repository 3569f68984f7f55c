/** Says what the chat needs from its page and its server. */

import type { Facts, Happening } from "../bridge/letters";
import type { Keep } from "../keep/keep";
import type { Language } from "../language/language";
import type { Alone } from "../realtime/alone";
import type { RandomBytes } from "../realtime/client_id";
import type { Chance, Clock, OpenSocket } from "../realtime/ports";
import type { Settings } from "../settings/settings";
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
  settings: Settings;
  language(): Language;
  /** Held while this tab begins a conversation. */
  alone: Alone;
  /** What the agent may know, asked for when a conversation begins. */
  details(): Promise<Detail[]>;
  tellHost(what: Happening, facts: Facts): void;
  welcomed(welcome: Welcome): void;
  /** The server speaks another version of the protocol: this page must be loaded again. */
  outdated(): void;
}
