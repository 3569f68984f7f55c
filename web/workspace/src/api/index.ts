/** Is the door of `api`: requests, refusals, and the types of everything that travels. */

export * from "./closed";
export * from "./conversations";
export { Http } from "./http";
export * from "./me";
export * from "./preferences";
export * from "./presence";
export { codeOf, Refusal, UNREACHABLE } from "./refusal";
export type * from "./schema";
