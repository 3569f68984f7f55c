/** Draws the minimised communication panel: what is new, who types, and the way back. */

import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { PanelLeftExpandRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { useIsTyping } from "./store";
import { UnseenBadge } from "./UnseenBadge";

const useStyles = makeStyles({
  strip: {
    flexShrink: 0,
    width: "56px",
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    gap: "8px",
    padding: "8px 4px",
    boxSizing: "border-box",
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  typing: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, textAlign: "center" },
});

interface CommunicationStripProps {
  conversationId: string;
  onRestore(): void;
}

export function CommunicationStrip({ conversationId, onRestore }: CommunicationStripProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const isTyping = useIsTyping(conversationId);
  return (
    <section className={styles.strip} aria-label={t`Communication, minimised`}>
      <Button
        appearance="subtle"
        icon={<PanelLeftExpandRegular />}
        aria-label={t`Restore the conversation`}
        title={t`Restore the conversation`}
        onClick={onRestore}
      />
      <UnseenBadge conversationId={conversationId} />
      {isTyping && <span className={styles.typing}>{t`typing …`}</span>}
    </section>
  );
}
