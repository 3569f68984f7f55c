/** Is the door of `closed`: closed work, the search over it, and closed conversations. */

export { ClosedPage } from "./ClosedPage";
export { ClosedWorkSection } from "./ClosedWork";
export { ClosedDesk, ClosedProvider, useClosed, useHomeTabs } from "./desk";
export { SearchBox, SearchKey } from "./SearchBox";
export { SearchPage } from "./SearchPage";
export { DASHBOARD, isClosedTab, SEARCH } from "./tabs";
