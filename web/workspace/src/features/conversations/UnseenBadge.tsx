/** Draws how many messages came while the transcript was out of sight. */

import { CounterBadge } from "@fluentui/react-components";
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useUnseenCount } from "./store";

export function UnseenBadge({ conversationId }: { conversationId: string }) {
  const { t } = useLingui();
  const unseen = useUnseenCount(conversationId);
  if (unseen === 0) return null;
  return (
    <span
      role="img"
      data-testid="unseen"
      aria-label={t`${plural(unseen, { one: "# new message", other: "# new messages" })}`}
    >
      <CounterBadge count={unseen} color="danger" overflowCount={99} aria-hidden />
    </span>
  );
}
