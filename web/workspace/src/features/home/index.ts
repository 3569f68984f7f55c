/** Is the door of `home`. */

export { dashboardName } from "./dashboards";
export { Discarding, DiscardingProvider } from "./discarding";
export { HomePage } from "./HomePage";
