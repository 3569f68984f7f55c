/** Is the door of `administration`. */

export { AdministratorPage } from "./AdministratorPage";
