/** Is the door of `offers`. */

export { OfferStack } from "./OfferStack";
export { outcomeText } from "./outcome";
