/** Decides which address an application's frame loads, and what its page may do (mission S8). */

import type { ApplicationShown } from "../../api";
import { fillAddress, type SlugValues } from "../../ui";

/** Hosts that may be spoken to without encryption: this machine's own. */
const LOCAL = new Set(["localhost", "127.0.0.1"]);

/**
 * Return the address with the slugs filled; null where it may not be shown. The server refuses such ones,
 * too; here it is the last door, and a customer's answer may not choose the host.
 */
export function addressOf({ url }: Pick<ApplicationShown, "url">, values: SlugValues): string | null {
  const origins = ["a", "b"].map((probe) => originOf(filledWith(url, probe)));
  const address = fillAddress(url, values);
  const origin = originOf(address);
  const isFixed = origin !== null && origins.every((one) => one === origin);
  return isFixed && isAllowed(address) ? new URL(address).href : null;
}

/** What a frame may do besides running scripts and forms in an origin of its own. */
const SANDBOX =
  "allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads" as const;

/** Return the frame's sandbox; a page of our own origin gets no storage: it could reach into this one. */
export function sandboxOf(application: Pick<ApplicationShown, "own_storage">, address: string): string {
  const isOurs = originOf(address) === globalThis.location.origin;
  return application.own_storage && !isOurs ? `${SANDBOX} allow-same-origin` : SANDBOX;
}

function isAllowed(address: string): boolean {
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && LOCAL.has(hostname));
}

function filledWith(url: string, probe: string): string {
  return url.replace(/\{[A-Za-z][A-Za-z0-9_]*\}/g, probe);
}

/** Null for what is no address, or has no origin. */
function originOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).origin : null;
}
