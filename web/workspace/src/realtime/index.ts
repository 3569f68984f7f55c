/** Is the door of `realtime`: the connection, its streams and commands, and the outbox. */

export { browserKeep, browserOutside, listenToBrowser, listenToStorage, socketAddress } from "./browser";
export {
  type Command,
  Connection,
  type ConnectionState,
  type End,
  type Outside,
  type Status,
} from "./connection";
export { type Link, LinkProvider, useLink } from "./link";
export { Outbox, type OutboxMessage } from "./outbox";
export type { Clock, Keep } from "./ports";
export type { StreamListener } from "./subscriptions";
