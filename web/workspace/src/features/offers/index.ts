/** Is the door of `offers`. */

export { Endings, EndingsProvider, isHomeIdle } from "./endings";
export { lateAnswer } from "./late";
export { acceptText, alertTitle, clipped, factsOf, rejectText } from "./look";
export { OfferStack } from "./OfferStack";
export { openWork, pickWork } from "./opening";
export { isAssignment, outcomeText } from "./outcome";
