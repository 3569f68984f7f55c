/** Draws two versions of a draft side by side, and what leads to one: nothing is thrown away unasked. */

import { Badge, Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useId } from "react";
import { useLink } from "../../realtime";
import { momentText } from "../../ui";
import { type Draft, type Field, newerOf, useDrafts } from "../drafts";

const useStyles = makeStyles({
  conflict: {
    display: "flex",
    flexDirection: "column",
    gap: "8px",
    padding: "8px",
    border: `1px solid ${tokens.colorStatusWarningBorder1}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  versions: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 200px), 1fr))",
    gap: "8px",
  },
  version: { display: "flex", flexDirection: "column", gap: "4px", minWidth: 0 },
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
  text: {
    maxHeight: "120px",
    overflowY: "auto",
    padding: "6px 8px",
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  actions: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

interface DraftConflictProps {
  conversationId: string;
  field: Field;
  draft: Draft;
  /** A version was chosen: the buttons go, and the focus with them. */
  onChosen(): void;
}

export function DraftConflict({ conversationId, field, draft, onChosen }: DraftConflictProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const drafts = useDrafts(field);
  const newer = newerOf(draft);
  const then = (choose: () => void) => () => {
    choose();
    onChosen();
  };
  return (
    <section
      aria-label={field === "message" ? t`Two versions of your draft` : t`Two versions of your notes`}
      className={styles.conflict}
    >
      <Text>{t`This draft was also changed on another page or device. Choose a version, or keep both.`}</Text>
      <div className={styles.versions}>
        <Version
          name={t`Typed here`}
          text={draft.text}
          atMs={draft.typedAtMs || null}
          newer={newer === "here"}
          action={t`Keep the one typed here`}
          onChoose={then(() => drafts.dropOther(conversationId))}
        />
        <Version
          name={t`Typed elsewhere`}
          text={draft.other ?? ""}
          atMs={draft.otherSavedAtMs}
          newer={newer === "elsewhere"}
          action={t`Keep the one typed elsewhere`}
          onChoose={then(() => drafts.takeOther(conversationId))}
        />
      </div>
      <div className={styles.actions}>
        <Button
          size="small"
          onClick={then(() => drafts.joinOther(conversationId))}
        >{t`Keep both, one after the other`}</Button>
      </div>
    </section>
  );
}

interface VersionProps {
  name: string;
  text: string;
  atMs: number | null;
  newer: boolean;
  action: string;
  onChoose(): void;
}

function Version({ name, text, atMs, newer, action, onChoose }: VersionProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { connection } = useLink();
  const id = useId();
  return (
    <div className={styles.version}>
      <div className={styles.head} id={id}>
        <Text weight="semibold">{name}</Text>
        {atMs !== null && <Text size={200}>{momentText(atMs, connection.serverNowMs(), i18n.locale)}</Text>}
        {newer && <Badge appearance="tint">{t`Newer`}</Badge>}
      </div>
      <section
        className={styles.text}
        dir="auto"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
        tabIndex={0}
        aria-labelledby={id}
      >
        {text}
      </section>
      <div>
        <Button size="small" onClick={onChoose}>
          {action}
        </Button>
      </div>
    </div>
  );
}
