/** Is the door of `api`: requests, refusals, and the types of everything that travels. */

export * from "./conversations";
export { Http } from "./http";
export * from "./me";
export * from "./preferences";
export { codeOf, Refusal, UNREACHABLE } from "./refusal";
export type * from "./schema";
