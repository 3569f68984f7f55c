/** Draws all offers of the moment, announces them, and lets F8 lead to them without stealing the focus. */

import { makeStyles, Text } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { useAgent } from "../agent";
import { titleOf } from "../customers";
import { OfferAlert } from "./OfferAlert";

const useStyles = makeStyles({
  stack: {
    position: "fixed",
    top: "56px",
    right: "16px",
    zIndex: 900,
    display: "flex",
    flexDirection: "column",
    gap: "8px",
    width: "min(360px, calc(100vw - 32px))",
    maxHeight: "calc(100vh - 72px)",
    overflow: "auto",
  },
  unseen: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" },
});

/** Jumps to the alerts and back; F8 goes to the next part of the screen in such workspaces. */
const JUMP_KEY = "F8";

export function OfferStack() {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const offers = useAgent((state) => state.offers);
  const stack = useRef<HTMLElement>(null);
  useJump(stack, offers.length > 0);
  const titles = offers.map((offer) => titleOf(i18n, offer)).join(", ");
  return (
    <section ref={stack} aria-label={t`Offers`} className={styles.stack}>
      <div role="alert" className={styles.unseen}>
        {offers.length > 0 && t`Incoming conversation: ${titles}. Press ${JUMP_KEY} to answer.`}
      </div>
      {offers.map((offer) => (
        <OfferAlert key={offer.id} offer={offer} />
      ))}
      {offers.length > 0 && <Text size={200}>{t`${JUMP_KEY}: to the offers and back`}</Text>}
    </section>
  );
}

function useJump(stack: React.RefObject<HTMLElement | null>, active: boolean): void {
  const cameFrom = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== JUMP_KEY || stack.current === null) return;
      event.preventDefault();
      if (stack.current.contains(document.activeElement)) return cameFrom.current?.focus();
      cameFrom.current = document.activeElement as HTMLElement | null;
      stack.current.querySelector<HTMLElement>("[data-offer-accept]")?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [stack, active]);
}
