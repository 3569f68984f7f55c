/** Is the door of `home`. */

export { dashboardName } from "./dashboards";
export { HomePage } from "./HomePage";
