/** Is the door of `offers`. */

export { followEndings, isHomeIdle, knownOf, openWhenAssigned } from "./endings";
export { lateAnswer } from "./late";
export { acceptText, alertTitle, linesOf, rejectText } from "./look";
export { OfferStack } from "./OfferStack";
export { openWork } from "./opening";
export { isAssignment, outcomeText } from "./outcome";
