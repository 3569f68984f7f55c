/** Is the door of `tabs`. */

export { ApplicationTabs } from "./ApplicationTabs";
export { tabsOf, useTabs } from "./store";
export { ANCHOR, type EarlierTab } from "./tabs";
