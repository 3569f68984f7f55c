/** Keeps the browser tab's title: what is unread, and what is on the screen. */

import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { useAgent } from "../features/agent";
import { sessionTitle } from "../features/customers";
import { usePanel, useUnreadTotal } from "../features/sessions";
import { PAGES, type PageId, titleText } from "./pages";

interface PageTitleProps {
  page: PageId | null;
  unread: number;
  /** What the page shows, where its own name says too little. */
  shown?: string;
}

export function PageTitle({ page, unread, shown }: PageTitleProps) {
  const { i18n } = useLingui();
  const name = PAGES.find(({ id }) => id === page)?.name;
  const title = titleText(unread, shown ?? (name === undefined ? null : i18n._(name)));
  useTitle(title);
  return null;
}

/** A browser draws its tabs anew with every title, which costs more than a message does. */
const TITLE_EVERY_MS = 500;

function useTitle(title: string): void {
  const latest = useRef(title);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    latest.current = title;
    if (timer.current !== null) return;
    document.title = title;
    timer.current = setTimeout(() => {
      timer.current = null;
      document.title = latest.current;
    }, TITLE_EVERY_MS);
  }, [title]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
      document.title = titleText(0, null);
    },
    [],
  );
}

/** The title for somebody with sessions. */
export function WorkTitle({ page }: { page: PageId | null }) {
  const { t, i18n } = useLingui();
  const unread = useUnreadTotal();
  const { selected, lost } = usePanel((panel) => panel);
  const sessions = useAgent((state) => state.sessions);
  const session = [...sessions, ...lost].find((one) => one.id === selected);
  if (page !== "work") return <PageTitle page={page} unread={unread} />;
  const shown = session === undefined ? t`Home` : sessionTitle(i18n, session);
  return <PageTitle page={page} unread={unread} shown={shown} />;
}
