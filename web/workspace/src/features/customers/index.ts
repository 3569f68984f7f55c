/** Is the door of `customers`. */

export { Details } from "./Details";
export { customerText, titleOf } from "./names";
