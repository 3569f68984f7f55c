/** Is the door of `supervision`. */

export { SupervisorPage } from "./SupervisorPage";
export { type Floors, FloorsProvider, followFloors } from "./store";
