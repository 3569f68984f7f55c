/** Is the door of `routing`: why a conversation went where it went. */

export { keptText, nearText, needText } from "./bars";
export { RoutingButton } from "./RoutingButton";
export { stepSentences, whatIfSentence } from "./words";
