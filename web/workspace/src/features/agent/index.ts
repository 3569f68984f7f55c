/** Is the door of `agent`. */

export { type AgentState, NOTHING_YET } from "./state";
export { type AgentDesk, AgentProvider, openAgentDesk, useAgent, useAgentDesk } from "./store";
