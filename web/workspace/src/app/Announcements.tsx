/** Lets screen readers hear of new messages on every page: the shown conversation's texts, else how many. */

import { useLingui } from "@lingui/react/macro";
import { useAgent } from "../features/agent";
import { useAnnouncements } from "../features/conversations";
import { sessionTitle } from "../features/customers";
import { usePanel } from "../features/sessions";
import type { PageId } from "./pages";

export function Announcements({ page }: { page: PageId | null }) {
  const { i18n } = useLingui();
  const selected = usePanel((panel) => panel.selected);
  const lost = usePanel((panel) => panel.lost);
  const sessions = useAgent((state) => state.sessions);
  const session = page === "work" ? [...sessions, ...lost].find((one) => one.id === selected) : undefined;
  const title = session === undefined ? "" : sessionTitle(i18n, session);
  useAnnouncements(session?.conversation_id ?? null, title);
  return null;
}
