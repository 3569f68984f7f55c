/** Is the door of `home`. */

export { HomePage } from "./HomePage";
