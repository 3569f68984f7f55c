/** Decides which words about permission are said where. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Permission } from "../../notifications";

/** Said before anybody is asked (mission N7). */
export const WHY = msg`When a conversation is offered to you while Cordboard is not in front, a desktop notification tells you, and you can accept or reject it right there. Without it you may miss offers.`;

export const STATES: Record<Permission, MessageDescriptor> = {
  default: msg`Your browser has not been asked yet.`,
  granted: msg`Desktop notifications are allowed.`,
  denied: msg`Your browser blocks desktop notifications of this site.`,
  unsupported: msg`This browser can't show desktop notifications, or not in a private window. Keep this page in view.`,
  insecure: msg`Browsers show desktop notifications of sites with https only. An administrator can change the address.`,
};

/** Home speaks of what the reader can change, until they wave it away; Settings speak of everything. */
export function isWorthABar(permission: Permission, dismissed: string | null): boolean {
  return (permission === "default" || permission === "denied") && dismissed !== permission;
}
