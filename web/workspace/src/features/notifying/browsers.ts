/** Says how to allow notifications, in the words of the reader's browser (mission N7). */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export type Browser = "chromium" | "firefox" | "safari" | "other";

export function browserOf(userAgent: string): Browser {
  if (/(?:Firefox|FxiOS)\//.test(userAgent)) return "firefox";
  if (/(?:Chrome|Chromium|CriOS)\//.test(userAgent)) return "chromium";
  return /Safari\//.test(userAgent) ? "safari" : "other";
}

export const HOW_TO_ALLOW: Record<Browser, MessageDescriptor> = {
  chromium: msg`Click the icon to the left of the address, open the site's settings or permissions, and set Notifications to Allow.`,
  firefox: msg`Click the icon to the left of the address, open “Connection secure”, then “More information” and “Permissions”, and set “Send notifications” to Allow.`,
  safari: msg`In the menu Safari, open Settings, Websites, Notifications, and set this site to Allow.`,
  other: msg`In the settings of your browser, allow notifications for this site.`,
};
