/** Is the door of `offers`. */

export { followEndings, isHomeIdle, outcomeOf } from "./endings";
export { acceptText, alertTitle, linesOf, rejectText } from "./look";
export { OfferStack } from "./OfferStack";
export { openWork } from "./opening";
export { isAssignment, outcomeText } from "./outcome";
