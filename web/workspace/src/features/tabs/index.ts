/** Is the door of `tabs`. */

export { ApplicationTabs } from "./ApplicationTabs";
export { TabsDesk, TabsProvider, useTabsDesk } from "./desk";
export { isAnyAwake } from "./frames";
export { LiveFrames } from "./LiveFrames";
export { type StripTab, TabStrip } from "./TabStrip";
