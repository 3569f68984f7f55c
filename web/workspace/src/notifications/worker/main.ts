/** Is the service worker: it hears pages and clicks, and leaves all requests alone. */

import { Board } from "./board";
import { type FromPage, heard } from "./protocol";
import { scopeWorld, type WorkerScope } from "./scope";

const scope = self as unknown as WorkerScope;
const board = new Board(scopeWorld(scope));

// A new worker takes over at once: pages talk to it by messages with a version, and nothing is cached.
scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([scope.clients.claim(), board.review()]));
});
scope.addEventListener("message", (event) => {
  const message = heard<FromPage>(event.data);
  if (message !== null) event.waitUntil(board.hear(message, event.source));
});
scope.addEventListener("notificationclick", (event) => {
  event.waitUntil(board.onClick(event.notification, event.action));
});
scope.addEventListener("notificationclose", (event) => {
  event.waitUntil(board.onDismissed(event.notification));
});
