/** Is the door of `account`. */

export { AccountMenu } from "./AccountMenu";
export { SignInPage } from "./SignInPage";
