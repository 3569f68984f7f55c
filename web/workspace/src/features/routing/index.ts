/** Is the door of `routing`: why a conversation went where it went. */

export { keptText, nearText, needText } from "./bars";
export { RoutingButton, RoutingDialog } from "./RoutingButton";
export { stepSentences, whatIfSentence } from "./words";
