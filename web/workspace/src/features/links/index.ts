/** Is the door of `links`: addresses that are safe to open. */

export { type Piece, piecesOf, safeHref } from "./links";
