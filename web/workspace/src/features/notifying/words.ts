/** Puts an offer into the plain words of a desktop notification (mission N6). */

import type { I18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { OfferView } from "../../api";
import type { DesktopWords } from "../../notifications";
import { titleOf } from "../customers";
import { acceptText, alertTitle, clipped, factsOf, rejectText } from "../offers";
import { iconOf } from "./icons";

/** Systems show little more; the alert has the rest. */
const LINES_SHOWN = 5;

/** Without the time to answer: a notification can't count (mission N5). */
export function wordsOf(i18n: I18n, offer: OfferView, silent: boolean): DesktopWords {
  const title = titleOf(i18n, offer);
  return {
    title: alertTitle(i18n, offer),
    lines: factsOf(i18n, offer).slice(0, LINES_SHOWN).map(clipped),
    icon: iconOf(offer.notification.icon, offer.channel),
    acceptText: acceptText(i18n, offer),
    rejectText: offer.rejectable ? rejectText(i18n, offer) : null,
    silent,
    notSent: {
      title: i18n._(msg`Your answer was not sent`),
      body: i18n._(msg`The server could not be reached. The offer of ${title} may still be out: look at it.`),
    },
  };
}
