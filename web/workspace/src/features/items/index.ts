/** Is the door of `items`. */

export { type Arranging, ArrangingBar, ListTitle, useArranging } from "./ArrangingBar";
export { CLOSED_SORTS, MY_SORTS, OPEN_SORTS, type SortId } from "./arranging";
export { channelName } from "./channels";
export { type Deed, ItemList } from "./ItemList";
export { followQueues, type OpenWork, QueuesProvider, useOpenWork } from "./queues";
export { rowOf, type WorkRow } from "./rows";
export { STATES, stateName } from "./states";
