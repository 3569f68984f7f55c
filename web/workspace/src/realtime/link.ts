/** Hands the signed-in person's line to the server to every component. */

import { createContext, useContext } from "react";
import type { Http } from "../api";
import type { Connection } from "./connection";
import type { Known } from "./knowing";
import type { Outbox } from "./outbox";

/** What is known of the person changes while the page is open; all else stays. */
export interface Link extends Readonly<Known> {
  http: Http;
  connection: Connection;
  outbox: Outbox;
}

const LinkContext = createContext<Link | null>(null);

export const LinkProvider = LinkContext.Provider;

export function useLink(): Link {
  const link = useContext(LinkContext);
  if (link === null) throw new Error("nobody is signed in here");
  return link;
}
