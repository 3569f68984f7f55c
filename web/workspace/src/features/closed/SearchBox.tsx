/** Draws the way from Home into the search over closed conversations, and its key from everywhere. */

import { Button, Input, makeStyles } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { HOME, useSessions } from "../sessions";
import { useAction, useShortcut, withKey } from "../shortcuts";
import { useClosed } from "./desk";
import { FIELD } from "./searching";
import { TEXT_TO } from "./wish";

const useStyles = makeStyles({
  search: { flexGrow: 1, flexBasis: "360px", maxWidth: "420px", minWidth: 0 },
  form: { display: "flex", gap: "4px" },
  text: { flexGrow: 1, minWidth: 0 },
});

export function SearchBox() {
  const { t } = useLingui();
  const styles = useStyles();
  const closed = useClosed();
  const shortcut = useShortcut("search_closed");
  const [text, setText] = useState("");

  function search(event: FormEvent) {
    event.preventDefault();
    closed.searching.change({ text });
    closed.openSearch(FIELD);
    void closed.searching.ask();
  }

  return (
    <search className={styles.search}>
      <form className={styles.form} onSubmit={search}>
        <Input
          size="small"
          type="search"
          className={styles.text}
          maxLength={TEXT_TO}
          contentBefore={<SearchRegular />}
          aria-label={t`Search closed conversations`}
          placeholder={t`Search closed conversations`}
          title={withKey(t`Search closed conversations`, shortcut)}
          value={text}
          onChange={(_, data) => setText(data.value)}
        />
        <Button size="small" type="submit">
          {t({ message: "Search", context: "button" })}
        </Button>
      </form>
    </search>
  );
}

/** Lets the search's key work on every page. */
export function SearchKey() {
  const sessions = useSessions();
  const closed = useClosed();
  useAction("search_closed", () => {
    closed.openSearch(FIELD);
    sessions.select(HOME);
  });
  return null;
}
