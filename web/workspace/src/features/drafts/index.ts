/** Is the door of `drafts`. */

export { DraftsProvider, useDraft, useDrafts } from "./context";
export { type Draft, newerOf } from "./draft";
export { Drafts } from "./drafts";
