/** Draws what surrounds an application's page: its tools, and the place where its frame is laid. */

import {
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Spinner,
  Text,
  tokens,
} from "@fluentui/react-components";
import { ArrowClockwiseRegular, OpenRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { useStore } from "zustand";
import type { ApplicationShown, SessionView } from "../../api";
import { slugValues } from "../customers";
import { addressOf, sandboxOf } from "./address";
import { useTabsDesk } from "./desk";
import { type Frames, frameId } from "./frames";

const useStyles = makeStyles({
  page: { display: "flex", flexDirection: "column", height: "100%", minHeight: 0 },
  tools: {
    flexShrink: 0,
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "2px 8px",
    padding: "2px 8px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  hint: { color: tokens.colorNeutralForeground2, minWidth: 0, overflowWrap: "anywhere" },
  // Less is of no use; the page scrolls then.
  place: { flexGrow: 1, minHeight: "160px" },
  message: { padding: "16px" },
});

interface ApplicationPageProps {
  session: SessionView;
  application: ApplicationShown;
}

export function ApplicationPage({ session, application }: ApplicationPageProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const address = addressOf(application, slugValues(i18n, session));
  if (address === null) {
    return (
      <Text className={styles.message} role="alert">
        {t`The address of this application can't be shown here. An administrator can correct it.`}
      </Text>
    );
  }
  return <Framed sessionId={session.id} application={application} address={address} />;
}

interface FramedProps {
  sessionId: string;
  application: ApplicationShown;
  address: string;
}

function Framed({ sessionId, application, address }: FramedProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const { frames } = useTabsDesk();
  const id = frameId(sessionId, application.id);
  const frame = useStore(frames.store, (all) => all.frames.find((one) => one.id === id));
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { id: applicationId, name } = application;
    const sandbox = sandboxOf(application, address);
    // Another address than before matters when the page is loaded the next time.
    frames.show({ sessionId, applicationId, name, address, sandbox });
    return () => frames.hide(id);
  }, [frames, id, sessionId, application, address]);
  usePlace(place, frames);
  return (
    <div className={styles.page}>
      <div className={styles.tools}>
        <Button
          appearance="subtle"
          size="small"
          icon={<ArrowClockwiseRegular />}
          onClick={() => frames.reload(id, address)}
        >{t`Reload`}</Button>
        <Button
          as="a"
          appearance="subtle"
          size="small"
          icon={<OpenRegular />}
          href={address}
          target="_blank"
          rel="noopener noreferrer"
        >{t`Open in a new window`}</Button>
        {frame?.loading && <Spinner size="tiny" label={t`Loading …`} />}
        <Text size={200} className={styles.hint}>
          {t`Does it stay empty? Then the page does not allow to be shown here: open it in a new window.`}
        </Text>
      </div>
      {frame?.slept && (
        <MessageBar layout="multiline">
          <MessageBarBody>
            {t`So many pages were open that this one was put to sleep. It was loaded anew; what was not saved in it is gone.`}
          </MessageBarBody>
        </MessageBar>
      )}
      <div ref={place} className={styles.place} />
    </div>
  );
}

/** Keep the frame, which lives elsewhere in the page, over its place. */
function usePlace(place: RefObject<HTMLElement | null>, frames: Frames): void {
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const main = element.closest("main");
    const lay = () => frames.place(boxOf(element, main));
    lay();
    const observer = new ResizeObserver(lay);
    for (const one of [element, main]) if (one !== null) observer.observe(one);
    // Scrolling does not bubble; it is heard on its way down.
    document.addEventListener("scroll", lay, true);
    window.addEventListener("resize", lay);
    return () => {
      observer.disconnect();
      document.removeEventListener("scroll", lay, true);
      window.removeEventListener("resize", lay);
    };
  }, [place, frames]);
}

function boxOf(element: HTMLElement, main: HTMLElement | null) {
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  const view = (main ?? element).getBoundingClientRect();
  const cut = [view.top - top, right - view.right, bottom - view.bottom, view.left - left];
  const clip = `inset(${cut.map((px) => `${Math.max(0, Math.round(px))}px`).join(" ")})`;
  return { left, top, width, height, clip };
}
