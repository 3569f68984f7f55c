/** Lets somebody who can't see the countdown hear when it is nearly over, again after more time was given. */

import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import type { OfferView } from "../../api";
import { useLink } from "../../realtime";
import { announce, secondsLeft } from "../../ui";
import { warnAfterMs } from "./countdown";

/** Once for each deadline, when little time is left; each second would talk over everything else. */
export function useWarning(offer: OfferView, title: string): void {
  const { t } = useLingui();
  const { connection } = useLink();
  const { expires_at_ms, show_countdown, auto_assign } = offer;
  const canExtend = offer.extensions > 0;
  useEffect(() => {
    // Nothing is to be answered.
    if (auto_assign === "at_once") return;
    // A number that is hidden is not told either; more time is offered in any event (WCAG 2.2.1).
    if (!show_countdown && !canExtend) return;
    const delayMs = warnAfterMs(expires_at_ms, connection.serverNowMs());
    if (delayMs === null) return;
    return connection.after(delayMs, () => {
      const seconds = secondsLeft(expires_at_ms, connection.serverNowMs());
      const words = [
        show_countdown
          ? t`${title}: ${seconds} seconds left to answer.`
          : t`${title}: the time to answer is nearly over.`,
        canExtend && t`The button “More time” gives you the whole time again.`,
      ];
      announce(words.filter((one) => one !== false).join(" "), "assertive");
    });
  }, [connection, expires_at_ms, show_countdown, auto_assign, canExtend, title, t]);
}
