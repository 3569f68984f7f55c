/** Draws the sign-in page. */

import {
  Button,
  Card,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Title2,
  tokens,
} from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { codeOf, type Http, type Me, signIn } from "../../api";
import { refusalText } from "../../ui";
import { LanguageSelect } from "./LanguageSelect";
import { MonitoringSentence } from "./MonitoringSentence";

const useStyles = makeStyles({
  page: {
    minHeight: "100vh",
    boxSizing: "border-box",
    display: "grid",
    placeItems: "center",
    padding: "16px",
    backgroundColor: tokens.colorNeutralBackground3,
  },
  column: { width: "min(400px, 100%)", display: "flex", flexDirection: "column", gap: "16px" },
  card: { padding: "24px" },
  title: { margin: 0 },
  form: { display: "flex", flexDirection: "column", gap: "16px" },
});

interface SignInPageProps {
  http: Http;
  /** Said above the form, for instance that a sign-in has ended. */
  notice: string | null;
  onSignedIn(me: Me): void;
}

export function SignInPage({ http, notice, onSignedIn }: SignInPageProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const [busy, setBusy] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const focusName = () => form.current?.querySelector("input")?.focus();
  useEffect(focusName, []);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setCode(null);
    try {
      onSignedIn(await signIn(http, String(fields.get("username")), String(fields.get("password"))));
    } catch (reason) {
      setCode(codeOf(reason));
      setBusy(false);
      focusName();
    }
  }

  // A wrong name or password is "not_signed_in" too; here it means something else than elsewhere.
  const wrong = code === "not_signed_in" || code === "not_allowed";
  const refusal = wrong ? t`The sign-in name or the password is wrong.` : refusalText(i18n, code ?? "");
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <Card className={styles.card}>
          <Title2 as="h1" className={styles.title}>{t`Sign in to Cordboard`}</Title2>
          {notice !== null && code === null && (
            <MessageBar intent="info">
              <MessageBarBody>{notice}</MessageBarBody>
            </MessageBar>
          )}
          {code !== null && (
            <div role="alert">
              <MessageBar intent="error" layout="multiline">
                <MessageBarBody>{refusal}</MessageBarBody>
              </MessageBar>
            </div>
          )}
          <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)}>
            <Field label={t`Sign-in name`} required>
              <Input name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} />
            </Field>
            <Field label={t`Password`} required>
              <Input name="password" type="password" autoComplete="current-password" />
            </Field>
            <Button appearance="primary" type="submit" disabledFocusable={busy}>
              {t`Sign in`}
            </Button>
          </form>
        </Card>
        <LanguageSelect />
        <MonitoringSentence />
      </div>
    </main>
  );
}
