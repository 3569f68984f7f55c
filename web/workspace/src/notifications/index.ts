/** Is the door of `notifications`. */

export { pageVisibility, reportVisible } from "./attention";
