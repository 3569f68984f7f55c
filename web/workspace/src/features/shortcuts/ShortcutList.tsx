/** Draws every shortcut with what it does, and lets people press another key for it. */

import {
  Button,
  Link,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Text,
  tokens,
} from "@fluentui/react-components";
import { ArrowResetRegular, DismissRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useState } from "react";
import { announce } from "../../ui";
import { usePreference } from "../preferences";
import { ACTIONS, type Action, type ActionId } from "./actions";
import { type Chosen, isDefault, type Keys, keysFrom, reset, type Wish, wish } from "./choice";
import { keyOf, keyText } from "./keys";
import { onMac, pressOf } from "./listening";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  row: {
    display: "flex",
    alignItems: "center",
    flexWrap: "wrap",
    gap: "4px",
    minHeight: "36px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  name: { flexGrow: 1, flexBasis: "180px" },
  key: { minWidth: "104px" },
  head: {
    display: "flex",
    flexDirection: "column",
    alignItems: "flex-start",
    gap: "8px",
    marginBottom: "8px",
  },
});

export function ShortcutList() {
  const { t } = useLingui();
  const styles = useStyles();
  const [chosen, setChosen] = usePreference("shortcuts");
  const [asking, setAsking] = useState<ActionId | null>(null);
  const keys = keysFrom(chosen);
  const change = (next: Chosen) => setChosen({ ...next });
  return (
    <>
      <div className={styles.head}>
        <Text>{t`Choose a key, then press the new one. Keys of one character work only while you don't write.`}</Text>
        {onMac() && (
          <Text>{t`While you write, ⌥ with a letter, a sign or an arrow stays with the text field.`}</Text>
        )}
        <Link as="button" onClick={() => change({})}>{t`Reset all shortcuts`}</Link>
      </div>
      <ul className={styles.list}>
        {ACTIONS.map((action) => (
          <Row
            key={action.id}
            action={action}
            keys={keys}
            chosen={chosen}
            asking={asking === action.id}
            onAsk={(asks) => setAsking(asks ? action.id : null)}
            onChange={change}
          />
        ))}
      </ul>
    </>
  );
}

interface RowProps {
  action: Action;
  keys: Keys;
  chosen: Chosen;
  asking: boolean;
  onAsk(asks: boolean): void;
  onChange(chosen: Chosen): void;
}

function Row({ action, keys, chosen, asking, onAsk, onChange }: RowProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const [answer, setAnswer] = useState<Wish | null>(null);
  const { id } = action;
  const name = i18n._(action.name);
  const key = keys[id];
  const text = key === "" ? t`No key` : keyText(key, onMac());

  function ask(pressed: string) {
    const next = wish(chosen, id, pressed);
    if (next.is === "granted") {
      onChange(next.chosen);
      announce(`${name}: ${pressed === "" ? t`No key` : keyText(pressed, onMac())}`);
    }
    setAnswer(next.is === "granted" ? null : next);
    onAsk(false);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const pressed = keyOf(pressOf(event.nativeEvent));
    // Tab leads away as everywhere, and Escape takes the wish back; neither could be taken anyway.
    if (!asking || pressed === null || /^(Shift\+)?Tab$/.test(pressed)) return;
    event.preventDefault();
    event.stopPropagation();
    if (pressed === "Escape") onAsk(false);
    else ask(pressed);
  }

  return (
    <li className={styles.row}>
      <span className={styles.name}>{name}</span>
      <Button
        size="small"
        className={styles.key}
        appearance={asking ? "primary" : "secondary"}
        aria-label={asking ? t`${name}: press the new key` : t`${name}: ${text}. Change the key`}
        onKeyDown={onKeyDown}
        onBlur={() => asking && onAsk(false)}
        onClick={() => {
          setAnswer(null);
          onAsk(!asking);
        }}
      >
        {asking ? t`Press a key …` : text}
      </Button>
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={t`${name}: remove the key`}
        title={t`Remove the key`}
        disabledFocusable={key === ""}
        onClick={() => ask("")}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<ArrowResetRegular />}
        aria-label={t`${name}: reset the key`}
        title={t`Reset the key`}
        disabledFocusable={isDefault(keys, id)}
        onClick={() => onChange(reset(chosen, id))}
      />
      <Answer answer={answer} onSwap={onChange} onDone={() => setAnswer(null)} />
    </li>
  );
}

interface AnswerProps {
  answer: Wish | null;
  onSwap(chosen: Chosen): void;
  onDone(): void;
}

/** Says why a key was not taken, and offers to swap keys with the action that has it. */
function Answer({ answer, onSwap, onDone }: AnswerProps) {
  const { t, i18n } = useLingui();
  if (answer === null || answer.is === "granted") return null;
  if (answer.is === "refused") {
    return (
      <MessageBar intent="warning" role="alert" layout="multiline">
        <MessageBarBody>{i18n._(answer.why)}</MessageBarBody>
      </MessageBar>
    );
  }
  const other = ACTIONS.find(({ id }) => id === answer.by);
  const otherName = other === undefined ? answer.by : i18n._(other.name);
  return (
    <MessageBar intent="warning" role="alert" layout="multiline">
      <MessageBarBody>
        {t`This key has another use: ${otherName}.`}{" "}
        <Link
          as="button"
          inline
          onClick={() => {
            onSwap(answer.swapped);
            onDone();
          }}
        >{t`Swap the two keys`}</Link>
      </MessageBarBody>
    </MessageBar>
  );
}
