/** Is the door of `customers`. */

export { CopyButton } from "./CopyButton";
export { DetailList, Details } from "./Details";
export { type SortedDetails, sorted } from "./details";
export { customerText, neutral, titleOf } from "./names";
