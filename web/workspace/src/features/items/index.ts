/** Is the door of `items`. */

export { ItemList } from "./ItemList";
export { followQueues, type OpenWork, QueuesProvider, useOpenWork } from "./queues";
export { STATES, stateName } from "./states";
