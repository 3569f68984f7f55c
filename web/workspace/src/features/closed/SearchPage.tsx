/** Draws the search over closed conversations: what is wished, and what was found. */

import {
  Button,
  Checkbox,
  Field,
  Input,
  makeStyles,
  Select,
  Spinner,
  Text,
  Title3,
  tokens,
} from "@fluentui/react-components";
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useEffect, useRef } from "react";
import { useLink } from "../../realtime";
import { announce, DENSITY, Failed } from "../../ui";
import { useClosed, useSearch } from "./desk";
import { SearchResult } from "./SearchResult";
import { FIELD, type Search } from "./searching";
import { hasShortWords, type Problem, problemOf, TEXT_FROM, TEXT_TO, WORD_FROM } from "./wish";

const useStyles = makeStyles({
  page: {
    display: "flex",
    flexDirection: "column",
    gap: DENSITY.group,
    padding: DENSITY.page,
    flexGrow: 1,
    minHeight: 0,
    overflowY: "auto",
    backgroundColor: tokens.colorNeutralBackground2,
    "> *": { flexShrink: 0 },
  },
  title: { margin: 0, overflowWrap: "anywhere" },
  form: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 180px), 1fr))",
    gap: "8px 12px",
    alignItems: "start",
    maxWidth: "1040px",
  },
  text: { gridColumn: "1 / -1" },
  // Date fields are as wide as the browser makes them, unless they may shrink.
  input: { minWidth: 0 },
  ask: { display: "flex", flexWrap: "wrap", gap: "8px", alignItems: "center", gridColumn: "1 / -1" },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "8px",
    maxWidth: "1040px",
  },
  about: { color: tokens.colorNeutralForeground2 },
  more: { alignSelf: "flex-start" },
});

export function SearchPage() {
  const { t } = useLingui();
  const styles = useStyles();
  const closed = useClosed();
  const search = useSearch();
  const page = useRef<HTMLDivElement>(null);
  useFocusWished(page, search);
  useAskedAgain(search);
  return (
    <div ref={page} className={styles.page}>
      <Title3 as="h1" className={styles.title}>{t`Search closed conversations`}</Title3>
      <SearchForm wish={search.wish} problem={search.problem} />
      <Found search={search} />
      {search.failed !== null && (
        <Failed
          what={t`The search did not work.`}
          code={search.failed}
          onRetry={() => void closed.searching.more()}
        />
      )}
    </div>
  );
}

function SearchForm({ wish, problem }: Pick<Search, "wish" | "problem">) {
  const { t } = useLingui();
  const styles = useStyles();
  const { me } = useLink();
  const { searching } = useClosed();
  const words = useProblemWords();
  const of = (...problems: Problem[]) =>
    problem !== null && problems.includes(problem) ? words[problem] : null;

  function ask(event: FormEvent) {
    event.preventDefault();
    void searching.ask();
  }

  return (
    <search>
      <form className={styles.form} onSubmit={ask} noValidate>
        <Field className={styles.text} label={t`Words`} validationMessage={of("empty", "short")}>
          <Input
            type="search"
            maxLength={TEXT_TO}
            data-focus={FIELD}
            value={wish.text}
            onChange={(_, data) => searching.change({ text: data.value })}
          />
        </Field>
        <Field label={t`Queue`}>
          <Select value={wish.queueId} onChange={(_, data) => searching.change({ queueId: data.value })}>
            <option value="">{t`All queues`}</option>
            {me.queues.map((queue) => (
              <option key={queue.id} value={queue.id}>
                {queue.name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t`Ended from`} validationMessage={of("days")}>
          <Input
            type="date"
            className={styles.input}
            value={wish.from}
            onChange={(_, data) => searching.change({ from: data.value })}
          />
        </Field>
        <Field label={t`Ended until`}>
          <Input
            type="date"
            className={styles.input}
            value={wish.to}
            onChange={(_, data) => searching.change({ to: data.value })}
          />
        </Field>
        <div className={styles.ask}>
          <Button type="submit" appearance="primary">
            {t({ message: "Search", context: "button" })}
          </Button>
          <Checkbox
            label={t`Only mine`}
            checked={wish.mine}
            onChange={(_, data) => searching.change({ mine: data.checked === true })}
          />
        </div>
      </form>
    </search>
  );
}

function useProblemWords(): Record<Problem, string> {
  const { t } = useLingui();
  return {
    empty: t`Say what you look for: words, a queue or a day.`,
    short: t`Write at least ${TEXT_FROM} characters.`,
    days: t`The first day is after the last one.`,
  };
}

function Found({ search }: { search: Search }) {
  const { t } = useLingui();
  const styles = useStyles();
  const closed = useClosed();
  const { asked, results, next, loading, failed, looksAgain } = search;
  if (asked === null) {
    return (
      <Text className={styles.about}>
        {t`It looks through closed conversations that you had or whose queue you supervise: names, details and what was said.`}
      </Text>
    );
  }
  const done = !loading && failed === null;
  return (
    <>
      {hasShortWords(asked) && (
        <Text className={styles.about}>
          {t`Words of fewer than ${WORD_FROM} characters are looked for in names and details only.`}
        </Text>
      )}
      {done && results.length === 0 && (
        <Text className={styles.about}>
          {next === null
            ? t`Nothing was found. Fewer or other words may find more.`
            : t`Nothing was found so far. There are older conversations to look through.`}
          {looksAgain && ` ${t`What was closed just now is found in a few seconds.`}`}
        </Text>
      )}
      {results.length > 0 && (
        <ul className={styles.list} aria-label={t`Found conversations`}>
          {results.map((view) => (
            <SearchResult
              key={view.id}
              view={view}
              sought={asked.text}
              onOpen={() => closed.open(view.id, view, true)}
            />
          ))}
        </ul>
      )}
      {loading && <Spinner size="tiny" className={styles.more} label={t`Loading …`} />}
      {done && next !== null && (
        <Button className={styles.more} onClick={() => void closed.searching.more()}>
          {t`Show more`}
        </Button>
      )}
      <Told search={search} />
    </>
  );
}

/** Somebody who does not see the page is told when an answer is there. */
function Told({ search: { loading, failed, results, next } }: { search: Search }) {
  const { t } = useLingui();
  const count = results.length;
  const found = t`${plural(count, { one: "# conversation found", other: "# conversations found" })}`;
  const more = t`${found}, there are more`;
  const text = next === null ? found : more;
  const before = useRef({ loading, count });
  useEffect(() => {
    const isAnswered = before.current.loading && !loading && failed === null;
    // The second look, by itself, does not say that it looks.
    const isFoundLater = before.current.count === 0 && count > 0 && !loading;
    if (isAnswered || isFoundLater) announce(text);
    before.current = { loading, count };
  }, [loading, failed, text, count]);
  return null;
}

/** Whoever comes back from a result goes on where they were. */
function useFocusWished(page: { current: HTMLElement | null }, { focus, results }: Search): void {
  const { searching } = useClosed();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a result can have the focus once it is drawn
  useEffect(() => {
    if (focus === null) return;
    const element = page.current?.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focus)}"]`);
    if (element === null || element === undefined) return;
    element.focus();
    searching.focusOn(null);
  }, [page, searching, focus, results]);
}

/** After a reload the words are there and the results are not. */
function useAskedAgain({ asked, wish }: Search): void {
  const { searching } = useClosed();
  const isKept = useRef(asked === null && problemOf(wish) === null);
  useEffect(() => {
    if (!isKept.current) return;
    isKept.current = false;
    void searching.ask();
  }, [searching]);
}
