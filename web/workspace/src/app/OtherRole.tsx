/** Offers a reload to who became an agent, or is none any more: everything on this page would be another. */

import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { type AgentRole, useLink } from "../realtime";
import { announce } from "../ui";

const WORDS: Record<AgentRole, MessageDescriptor> = {
  given: msg`You are an agent now. Reload the page to begin.`,
  taken: msg`You are no longer an agent, and your conversations went to others. Copy what you still need of your text, then reload the page.`,
};

/** Not done by itself: text of conversations that were taken away can be read and copied until then. */
export function OtherRole() {
  const { t, i18n } = useLingui();
  const { agentRole } = useLink();
  const words = agentRole === null ? null : i18n._(WORDS[agentRole]);
  useEffect(() => {
    if (words !== null) announce(words);
  }, [words]);
  if (words === null) return null;
  return (
    <MessageBar intent="warning" layout="multiline" style={{ flexShrink: 0 }}>
      <MessageBarBody>{words}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => window.location.reload()}>{t`Reload`}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
