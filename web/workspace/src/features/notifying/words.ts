/** Puts an offer into the plain words of a desktop notification (mission N6). */

import type { I18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { OfferView } from "../../api";
import type { DesktopWords } from "../../notifications";
import { detailName, neutral, titleOf } from "../customers";
import { acceptText, alertTitle, linesOf, rejectText } from "../offers";
import { iconOf } from "./icons";

/** Systems show little more; the alert has the rest. */
const LINES_SHOWN = 5;
const LINE_LENGTH = 120;

/** Without the time to answer: a notification can't count (mission N5). */
export function wordsOf(i18n: I18n, offer: OfferView, silent: boolean): DesktopWords {
  const title = titleOf(i18n, offer);
  return {
    title: alertTitle(i18n, offer),
    lines: bodyOf(i18n, offer).slice(0, LINES_SHOWN).map(clipped),
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

/** The template's lines, or the details that the workstream chooses, as in the alert (mission N11). */
function bodyOf(i18n: I18n, offer: OfferView): string[] {
  const own = linesOf(i18n, offer);
  if (own !== null) return own.map(({ name, value }) => headed(name, value));
  const { queue_name, details } = offer;
  const known = details.map(({ name, value }) => headed(detailName(i18n, name), neutral(value)));
  return [i18n._(msg`Queue: ${queue_name}`), ...known];
}

function headed(name: string, value: string): string {
  const line = value.replace(/\s+/gu, " ");
  return name === "" ? line : `${name}: ${line}`;
}

function clipped(line: string): string {
  const signs = [...line];
  return signs.length <= LINE_LENGTH ? line : `${signs.slice(0, LINE_LENGTH - 1).join("")}…`;
}
