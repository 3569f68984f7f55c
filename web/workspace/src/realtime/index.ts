/** Is the door of `realtime`: the connection, its streams and commands, and the outbox. */

export { browserKeep, browserOutside, listenToBrowser, listenToStorage, socketAddress } from "./browser";
export { UNANSWERED } from "./commands";
export {
  type Command,
  Connection,
  type ConnectionState,
  type End,
  type Outside,
} from "./connection";
export { type AgentRole, Knowing, type Known } from "./knowing";
export { type Link, LinkProvider, useLink } from "./link";
export { isLive, onLive, whenLive } from "./live";
export { Outbox, type OutboxMessage } from "./outbox";
export type { Clock, Keep } from "./ports";
export type { Status } from "./status";
export { StreamSet } from "./streams";
export type { StreamListener } from "./subscriptions";
export { WISH_KEPT_MS, Wishes } from "./wishes";
