/** Draws the whole application: sign-in page or workspace, in the reader's language and colours. */

import { MessageBar, MessageBarBody, makeStyles, Spinner } from "@fluentui/react-components";
import { I18nProvider } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useState } from "react";
import { fetchMe, type Http, type Me } from "../api";
import { SignInPage } from "../features/account";
import { browserKeep, browserOutside, listenToStorage, socketAddress } from "../realtime";
import { Announcer, i18n, ToastRegion } from "../ui";
import { Appearance } from "./Appearance";
import { type Desk, openDesk, SIGNED_OUT } from "./desk";
import { forgetTraces, LEFT_KEY, Leaving, tellOthers } from "./leaving";
import { Shell } from "./Shell";
import { WithDesk } from "./WithDesk";

type Who =
  | { is: "unknown"; unreachable: boolean }
  /** `told`: say that they were signed out: elsewhere, or with text that stays in this browser. */
  | { is: "nobody"; told: boolean }
  | { is: "somebody"; me: Me };

const useStyles = makeStyles({
  waiting: { minHeight: "100vh", display: "grid", placeItems: "center" },
});

/** How often an unreachable server is asked again who is signed in. */
const ASK_AGAIN_MS = 3_000;

export function App({ http }: { http: Http }) {
  return (
    <I18nProvider i18n={i18n}>
      <Appearance>
        <Announcer />
        <Entrance http={http} />
        <ToastRegion />
      </Appearance>
    </I18nProvider>
  );
}

function Entrance({ http }: { http: Http }) {
  const { i18n: texts } = useLingui();
  const [who, setWho] = useWho(http);
  const onSignedOut = useCallback((told: boolean) => setWho({ is: "nobody", told }), [setWho]);
  const onEnded = useCallback(() => setWho({ is: "nobody", told: true }), [setWho]);
  useEffect(
    () => listenToStorage((key, userId) => key === LEFT_KEY && userId !== null && void forget(userId)),
    [],
  );
  switch (who.is) {
    case "unknown":
      return <Waiting unreachable={who.unreachable} />;
    case "nobody":
      return (
        <SignInPage
          http={http}
          notice={who.told ? texts._(SIGNED_OUT) : null}
          onSignedIn={(me) => setWho({ is: "somebody", me })}
        />
      );
    case "somebody":
      return (
        <SignedIn key={who.me.user.id} me={who.me} http={http} onSignedOut={onSignedOut} onEnded={onEnded} />
      );
  }
}

function useWho(http: Http) {
  const [who, setWho] = useState<Who>({ is: "unknown", unreachable: false });
  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function ask() {
      try {
        const me = await fetchMe(http);
        if (!stopped) setWho(me === null ? { is: "nobody", told: false } : { is: "somebody", me });
      } catch {
        // No answer, or none that can be read: the page says so and asks again.
        if (stopped) return;
        setWho({ is: "unknown", unreachable: true });
        timer = setTimeout(() => void ask(), ASK_AGAIN_MS);
      }
    }
    void ask();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [http]);
  return [who, setWho] as const;
}

function Waiting({ unreachable }: { unreachable: boolean }) {
  const { t } = useLingui();
  const styles = useStyles();
  return (
    <main className={styles.waiting}>
      {unreachable ? (
        <MessageBar intent="warning">
          <MessageBarBody>{t`The server can't be reached. This page tries again by itself.`}</MessageBarBody>
        </MessageBar>
      ) : (
        <Spinner label={t`Loading …`} />
      )}
    </main>
  );
}

interface SignedInProps {
  me: Me;
  http: Http;
  /** `kept`: text stays in this browser. */
  onSignedOut(kept: boolean): void;
  onEnded(): void;
}

function SignedIn({ me, http, onSignedOut, onEnded }: SignedInProps) {
  const [present, setPresent] = useState<{ desk: Desk; leaving: Leaving } | null>(null);
  useEffect(() => {
    const { id } = me.user;
    const desk = openDesk(me, http, browserOutside(socketAddress(window.location)));
    const leaving = new Leaving(() => {
      // First of all nothing more is written.
      desk.close();
      tellOthers(id, localKeep());
      onSignedOut(forget(id));
    });
    const stop = desk.link.connection.onEnd((end) => {
      if (end === "reload") window.location.reload();
      else if (!leaving.onLineEnded()) onEnded();
    });
    setPresent({ desk, leaving });
    return () => {
      stop();
      desk.close();
    };
  }, [me, http, onSignedOut, onEnded]);
  if (present === null) return null;
  const { desk, leaving } = present;
  return (
    <WithDesk desk={desk}>
      <Shell onSignOut={(by) => leaving.by(by)} />
    </WithDesk>
  );
}

function localKeep() {
  return browserKeep(() => localStorage);
}

/** Return whether text of this person stays in the browser. */
function forget(userId: string): boolean {
  return forgetTraces(
    userId,
    localKeep(),
    browserKeep(() => sessionStorage),
  );
}
