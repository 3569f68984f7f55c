/** Is the door of `notifications`. */

export { pageVisibility, reportVisible } from "./attention";
export { followLine, type News } from "./line";
