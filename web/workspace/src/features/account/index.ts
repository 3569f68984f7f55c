/** Is the door of `account`. */

export { AccountMenu, type SigningOut } from "./AccountMenu";
export { SignInPage } from "./SignInPage";
