/** Draws what else a customer had, page by page; whoever asks for more goes on where it begins. */

import { Button, Link, makeStyles, Spinner, Text, tokens } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { type RefObject, useEffect, useRef } from "react";
import type { Earlier, EarlierConversations } from "../../api";
import { Failed } from "../../ui";
import { neutral } from "../customers";
import type { Fetched } from "./earlier";
import { dateTimeText } from "./moments";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "8px",
  },
  entry: {
    display: "flex",
    flexDirection: "column",
    alignItems: "flex-start",
    overflowWrap: "anywhere",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "2px" },
  },
  quiet: { color: tokens.colorNeutralForeground2 },
});

interface HistoryListProps {
  history: Fetched<EarlierConversations>;
  /** Said when it can't be fetched. */
  failure: string;
  /** Said when there is nothing. */
  empty: string;
  /** Return what opens one of them, null where it can't be opened. */
  opener(one: Earlier): (() => void) | null;
  /** Fetch the next page, or try again what failed. */
  onMore(): void;
}

export function HistoryList({ history, failure, empty, opener, onMore }: HistoryListProps) {
  const { t } = useLingui();
  const styles = useStyles();
  const list = useRef<HTMLUListElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const { value, loading, failed } = history;
  const onAsk = useFocusOnMore(list, foot, history);
  const ask = () => {
    onAsk();
    onMore();
  };
  if (value === null) {
    if (failed !== null) return <Failed what={failure} code={failed} onRetry={onMore} />;
    return <Spinner size="tiny" labelPosition="after" label={t`Loading …`} />;
  }
  if (value.earlier.length === 0) return <Text>{empty}</Text>;
  return (
    <>
      <ul ref={list} className={styles.list}>
        {value.earlier.map((one) => (
          <li key={one.id} className={styles.entry} tabIndex={-1}>
            <Entry one={one} onOpen={opener(one)} />
          </li>
        ))}
      </ul>
      <div ref={foot}>
        {failed !== null && <Failed what={failure} code={failed} onRetry={ask} />}
        {failed === null && value.next !== null && (
          <Button size="small" disabledFocusable={loading} onClick={ask}>
            {loading ? t`Loading …` : t`Show more`}
          </Button>
        )}
      </div>
    </>
  );
}

function Entry({ one, onOpen }: { one: Earlier; onOpen: (() => void) | null }) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const began = dateTimeText(one.created_at_ms, i18n.locale);
  const agent = one.agent_name === null ? t`answered by nobody` : neutral(one.agent_name);
  return (
    <>
      {onOpen === null ? (
        <Text>{began}</Text>
      ) : (
        <Link as="button" onClick={onOpen}>
          {began}
        </Link>
      )}
      <Text size={200} className={styles.quiet}>
        <bdi>{one.workstream_name}</bdi>
        {", "}
        <bdi>{agent}</bdi>
        {!one.readable && ` · ${t`not yours to read`}`}
      </Text>
    </>
  );
}

/**
 * Return what is to be called when somebody asks for more: the first new entry has the focus when it comes,
 * and a button while there is none. Somebody who went elsewhere meanwhile stays there.
 */
function useFocusOnMore(
  list: RefObject<HTMLElement | null>,
  foot: RefObject<HTMLElement | null>,
  { loading, failed }: Fetched<EarlierConversations>,
): () => void {
  /** How many entries there were when somebody asked. */
  const asked = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another failure draws other buttons
  useEffect(() => {
    const from = asked.current;
    if (from === null) return;
    if (!loading) asked.current = null;
    const { activeElement, body } = document;
    if (activeElement !== body && !foot.current?.contains(activeElement)) return;
    const entries = list.current?.children;
    const next = entries?.[from] ?? foot.current?.querySelector("button") ?? list.current?.lastElementChild;
    if (next instanceof HTMLElement) next.focus();
  }, [list, foot, loading, failed]);
  return () => {
    asked.current = list.current?.children.length ?? null;
  };
}
