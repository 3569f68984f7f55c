/** Draws all offers in a place of their own, announces them, and lets a key lead there and back. */

import { makeStyles, mergeClasses, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import type { OfferView } from "../../api";
import { useLink } from "../../realtime";
import { DENSITY, LOW, MIDDLE, modalOnTop, secondsLeft, useLostFocus, useModalOnTop } from "../../ui";
import { useAgent } from "../agent";
import { useAction, useShortcut } from "../shortcuts";
import { comingText, sayOffers } from "./announcing";
import { useAnswering } from "./answering";
import { oldestOf } from "./countdown";
import { OfferAlert } from "./OfferAlert";

/** Where there is little room: along the upper edge of the window. */
const ABOVE_ALL = {
  position: "fixed",
  top: 0,
  left: 0,
  right: 0,
  width: "auto",
  maxHeight: "45dvh",
} as const;

const useStyles = makeStyles({
  // Beside the page: what somebody works on moves aside and is never covered.
  stack: {
    display: "flex",
    flexDirection: "column",
    gap: DENSITY.group,
    width: "320px",
    flexShrink: 0,
    boxSizing: "border-box",
    padding: "12px",
    overflow: "auto",
    backgroundColor: tokens.colorNeutralBackground3,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    [MIDDLE]: {
      width: "auto",
      flexDirection: "row",
      flexWrap: "wrap",
      alignItems: "flex-start",
      maxHeight: "45vh",
      padding: "8px",
      borderLeft: "none",
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      "& > [role=alertdialog]": { flexGrow: 1, flexBasis: "260px", maxWidth: "480px", minWidth: 0 },
    },
    // The page scrolls as a whole there.
    [LOW]: { maxHeight: "none", flexShrink: 0 },
  },
  // Over the backdrop, which Fluent draws at 1000000; the dialog itself moves aside (app/page.css).
  above: { position: "relative", zIndex: 1000001, [MIDDLE]: ABOVE_ALL, [LOW]: ABOVE_ALL },
  hint: { color: tokens.colorNeutralForeground2 },
});

export function OfferStack() {
  const { t } = useLingui();
  const styles = useStyles();
  const offers = useAgent((state) => state.offers);
  const stack = useRef<HTMLElement>(null);
  const { answering, answer } = useAnswering();
  const oldest = oldestOf(offers);
  const modalPart = useModalOnTop(offers.length > 0);
  useDialogsAside(modalPart !== null);
  const jump = useShortcut("go_to_offers");
  const jumpKey = jump.text;
  useJump(stack, offers);
  useAnnouncing();
  useAction("accept_offer", () => oldest && answer(oldest, "accept_offer"), oldest !== undefined);
  useAction("reject_offer", () => oldest && answer(oldest, "reject_offer"), oldest !== undefined);
  if (offers.length === 0) return null;
  return (
    <section
      ref={stack}
      aria-label={t`Offers`}
      aria-keyshortcuts={jump.aria}
      data-tabster={modalPart ?? undefined}
      data-clear-of-toasts="offers"
      className={mergeClasses(styles.stack, modalPart !== null && styles.above)}
    >
      {offers.map((offer) => (
        <OfferAlert
          key={offer.id}
          offer={offer}
          answering={answering.includes(offer.id)}
          oldest={offer.id === oldest?.id}
          onAnswer={answer}
        />
      ))}
      {jumpKey !== "" && (
        <Text size={200} className={styles.hint}>
          {t`${jumpKey}: to the offers and back`}
        </Text>
      )}
    </section>
  );
}

/** Let an open dialog stand beside or below the offers. */
function useDialogsAside(isModal: boolean): void {
  useEffect(() => {
    document.documentElement.toggleAttribute("data-offers-above", isModal);
    return () => document.documentElement.removeAttribute("data-offers-above");
  }, [isModal]);
}

/** Say each offer once when it comes, with the time there is; nothing takes the focus. */
function useAnnouncing(): void {
  const { i18n } = useLingui();
  const { connection } = useLink();
  const offers = useAgent((state) => state.offers);
  const { text: key } = useShortcut("go_to_offers");
  useEffect(() => {
    sayOffers(offers, (offer) =>
      comingText(i18n, offer, secondsLeft(offer.expires_at_ms, connection.serverNowMs()), key),
    );
  }, [offers, connection, key, i18n]);
}

function useJump(stack: React.RefObject<HTMLElement | null>, offers: readonly OfferView[]): void {
  const cameFrom = useRef<HTMLElement | null>(null);
  const lastInModal = useRef<HTMLElement | null>(null);
  const drawn = useRef<readonly string[]>([]);
  const isFocusLost = useLostFocus(stack);
  useAction(
    "go_to_offers",
    () => {
      if (stack.current?.contains(document.activeElement))
        return goBack(cameFrom.current, lastInModal.current);
      cameFrom.current = document.activeElement as HTMLElement | null;
      acceptButtons(stack.current)[0]?.focus();
    },
    offers.length > 0,
  );
  useEffect(() => {
    const look = () => {
      const { activeElement } = document;
      if (modalOnTop()?.contains(activeElement)) lastInModal.current = activeElement as HTMLElement;
    };
    document.addEventListener("focusin", look);
    return () => document.removeEventListener("focusin", look);
  }, []);
  // An offer that goes takes the focus with it: on to one that stays, or back to where it came from. One that
  // comes is never given it: who presses a key then has not seen it.
  useEffect(() => {
    const known = drawn.current;
    drawn.current = offers.map((offer) => offer.id);
    if (isFocusLost()) {
      const next = acceptButtons(stack.current).find((one) => known.includes(one.dataset.offerAccept ?? ""));
      if (next !== undefined) next.focus();
      else if (cameFrom.current !== null || modalOnTop() !== null)
        goBack(cameFrom.current, lastInModal.current);
    }
    if (offers.length === 0) cameFrom.current = null;
  }, [stack, offers, isFocusLost]);
}

/** To where the focus came from; that may have gone meanwhile, or a dialog may stand before it. */
function goBack(to: HTMLElement | null, lastInModal: HTMLElement | null): void {
  const modal = modalOnTop();
  const canTake = (one: HTMLElement | null) =>
    one?.isConnected && one !== document.body && (modal === null || modal.contains(one));
  const place = [to, modal && lastInModal].find(canTake) ?? modal ?? document.getElementById("main");
  place?.focus();
}

function acceptButtons(stack: HTMLElement | null): HTMLElement[] {
  return [...(stack?.querySelectorAll<HTMLElement>("[data-offer-accept]") ?? [])];
}
