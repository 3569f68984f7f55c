/** Draws the toasts; new ones are announced politely. */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { IS_NARROW } from "./layout";
import { useLostFocus } from "./lostFocus";
import { type Box, type Room, roomFor } from "./toastRoom";
import { actOn, dismissAll, dismissToast, TOAST_SHOWN_MS, type Toast, toastStore } from "./toasts";

const useStyles = makeStyles({
  region: {
    position: "fixed",
    zIndex: 1000,
    overflowY: "auto",
    display: "flex",
    flexDirection: "column",
    gap: "8px",
  },
  toast: { boxShadow: tokens.shadow16, flexShrink: 0 },
  text: { overflowWrap: "anywhere" },
});

export function ToastRegion() {
  const { t } = useLingui();
  const styles = useStyles();
  const toasts = useStore(toastStore, (state) => state.toasts);
  const room = useRoom(toasts.length > 0);
  const region = useFocusPassedOn(toasts);
  useEffect(() => {
    window.addEventListener("pagehide", dismissAll);
    return () => window.removeEventListener("pagehide", dismissAll);
  }, []);
  return (
    <section
      ref={region}
      aria-label={t`Messages`}
      aria-live="polite"
      className={styles.region}
      style={room === null ? undefined : { ...room, top: room.top ?? "auto", bottom: room.bottom ?? "auto" }}
    >
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function OneToast({ toast }: { toast: Toast }) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const [held, setHeld] = useState(false);
  const { id, text, action, spoken } = toast;
  // Whoever reads it or is on the way to its button has all the time (WCAG 2.2.1).
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is added to it needs its time, too
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(id), TOAST_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, text, held]);
  return (
    <MessageBar
      intent={toast.tone}
      politeness="polite"
      aria-live={spoken ? undefined : "off"}
      layout="multiline"
      className={styles.toast}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <MessageBarBody className={styles.text}>{i18n._(text)}</MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            aria-label={t`Dismiss`}
            icon={<DismissRegular />}
            onClick={() => dismissToast(id)}
          />
        }
      >
        {action !== undefined && (
          <Button size="small" onClick={() => actOn(id)}>
            {i18n._(action.name)}
          </Button>
        )}
      </MessageBarActions>
    </MessageBar>
  );
}

/** What toasts keep clear of says so by this attribute. */
const KEPT_CLEAR = "data-clear-of-toasts";
/** The page may change under them: another session, a box that grows with its text. */
const MEASURED_EVERY_MS = 250;

function useRoom(isWanted: boolean): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useLayoutEffect(() => {
    if (!isWanted) return;
    const measure = () => {
      const next = roomFor({
        width: document.documentElement.clientWidth,
        height: window.innerHeight,
        narrow: window.matchMedia(IS_NARROW).matches,
        panel: boxOf("panel"),
        composer: boxOf("composer"),
        offers: boxOf("offers"),
      });
      setRoom((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    measure();
    const timer = setInterval(measure, MEASURED_EVERY_MS);
    window.addEventListener("resize", measure);
    return () => {
      clearInterval(timer);
      window.removeEventListener("resize", measure);
    };
  }, [isWanted]);
  return room;
}

function boxOf(part: "panel" | "composer" | "offers"): Box | null {
  const box = document.querySelector(`[${KEPT_CLEAR}=${part}]`)?.getBoundingClientRect();
  return box === undefined || box.height === 0 ? null : box;
}

/** A toast that goes takes the focus with it: on to the next one, or to the page. */
function useFocusPassedOn(toasts: readonly Toast[]) {
  const region = useRef<HTMLElement>(null);
  const isFocusLost = useLostFocus(region);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever they change
  useEffect(() => {
    if (!isFocusLost()) return;
    const next = region.current?.querySelector("button") ?? document.getElementById("main");
    next?.focus();
  }, [isFocusLost, toasts]);
  return region;
}
