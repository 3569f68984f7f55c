/** Connects components with the chat and with time. */

import { useEffect, useState } from "preact/hooks";
import type { Chat } from "../chat/chat";
import type { ChatState } from "../chat/state";

export function useChatState(chat: Chat): ChatState {
  const [state, setState] = useState(chat.state);
  useEffect(() => {
    setState(chat.state);
    return chat.onChange(() => setState(chat.state));
  }, [chat]);
  return state;
}

/** True once `value` has been true for so long without a break; another `of` begins the wait anew. */
export function useLasting(value: boolean, delayMs: number, of?: number): boolean {
  const [lasting, setLasting] = useState<{ of: number | undefined } | null>(null);
  useEffect(() => {
    setLasting(null);
    if (!value) return;
    const timer = setTimeout(() => setLasting({ of }), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs, of]);
  return value && lasting !== null && lasting.of === of;
}
