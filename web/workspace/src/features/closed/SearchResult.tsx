/** Draws one closed conversation that a search found, with the words in it that were looked for. */

import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import type { ClosedView } from "../../api";
import { dateTimeText } from "../conversations";
import { neutral, titleOf } from "../customers";
import { channelName } from "../items";
import { piecesOf } from "./marks";

const useStyles = makeStyles({
  result: {
    display: "flex",
    alignItems: "center",
    gap: "12px",
    padding: "8px 12px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  text: { flexGrow: 1, minWidth: 0, display: "flex", flexDirection: "column", overflowWrap: "anywhere" },
  meta: { color: tokens.colorNeutralForeground2 },
  mark: {
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorPaletteYellowBackground2,
    fontWeight: tokens.fontWeightSemibold,
    // The browser's own colours keep it apart where colours are forced.
    "@media (forced-colors: active)": { color: "MarkText", backgroundColor: "Mark" },
  },
});

interface SearchResultProps {
  view: ClosedView;
  /** The words that were looked for. */
  sought: string;
  onOpen(): void;
}

export function SearchResult({ view, sought, onOpen }: SearchResultProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const title = titleOf(i18n, view);
  const ended = dateTimeText(view.ended_at_ms, i18n.locale);
  const agent = view.agent_name === null ? t`answered by nobody` : neutral(view.agent_name);
  return (
    <li className={styles.result}>
      <div className={styles.text}>
        <Text weight="semibold" dir="auto">
          <Marked text={title} sought={sought} />
        </Text>
        <Text size={200} className={styles.meta}>
          <time dateTime={new Date(view.ended_at_ms).toISOString()}>{ended}</time>
          {" · "}
          <bdi>{view.queue_name}</bdi>
          {` · ${channelName(i18n, view.channel)} · `}
          <bdi>{agent}</bdi>
        </Text>
        {view.excerpt !== null && (
          <Text dir="auto">
            <Marked text={view.excerpt} sought={sought} />
          </Text>
        )}
      </div>
      <Button size="small" data-focus={view.id} aria-label={t`Open ${title}, ${ended}`} onClick={onOpen}>
        {t({ message: "Open", context: "button" })}
      </Button>
    </li>
  );
}

function Marked({ text, sought }: { text: string; sought: string }) {
  const styles = useStyles();
  return piecesOf(text, sought).map((piece, n) =>
    piece.found ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, which never change their order
      <mark key={n} className={styles.mark}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
