/** Is the door of `customers`. */

export { CopyButton } from "./CopyButton";
export { DetailList, Details } from "./Details";
export { detailText, type SortedDetails, sorted } from "./details";
export { customerText, detailName, neutral, sessionTitle, slugValues, titleOf } from "./names";
