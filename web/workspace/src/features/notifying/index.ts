/** Is the door of `notifying`: desktop notifications, as agents meet them. */

export { followDesktop } from "./following";
export { NotificationSettings } from "./NotificationSettings";
export { PermissionBar } from "./PermissionBar";
