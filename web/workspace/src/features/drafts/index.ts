/** Is the door of `drafts`. */

export { DraftsProvider, useDraft, useDrafts } from "./context";
export { type Draft, NO_DRAFT, newerOf } from "./draft";
export { Drafts } from "./drafts";
export { FieldDrafts } from "./field";
export type { Field } from "./kept";
