/** Draws the whole application: sign-in page or workspace, in the reader's language and colours. */

import { MessageBar, MessageBarBody, makeStyles, Spinner } from "@fluentui/react-components";
import type { MessageDescriptor } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useState } from "react";
import { fetchMe, type Http, type Me } from "../api";
import { SignInPage } from "../features/account";
import { isAnyAwake } from "../features/tabs";
import { browserKeep, browserOutside, listenToStorage, socketAddress } from "../realtime";
import { Announcer, i18n, ToastRegion } from "../ui";
import { Appearance } from "./Appearance";
import { type Desk, openDesk, SIGNED_OUT, SIGNED_OUT_KEPT } from "./desk";
import { forgetTraces, keepsText, LEFT_KEY, Leaving, tellOthers } from "./leaving";
import { Shell } from "./Shell";
import { WithDesk } from "./WithDesk";

type Who =
  | { is: "unknown"; unreachable: boolean }
  /** `told` is what the sign-in page says of how they left; null for nothing. */
  | { is: "nobody"; told: MessageDescriptor | null }
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
  const onLeft = useCallback((told: MessageDescriptor | null) => setWho({ is: "nobody", told }), [setWho]);
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
          notice={who.told && texts._(who.told)}
          onSignedIn={(me) => setWho({ is: "somebody", me })}
        />
      );
    case "somebody":
      return <SignedIn key={who.me.user.id} me={who.me} http={http} onLeft={onLeft} />;
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
        if (!stopped) setWho(me === null ? { is: "nobody", told: null } : { is: "somebody", me });
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
  /** They are signed out: with what they shall be told, null where they know all of it. */
  onLeft(told: MessageDescriptor | null): void;
}

function SignedIn({ me, http, onLeft }: SignedInProps) {
  const [present, setPresent] = useState<{ desk: Desk; leaving: Leaving } | null>(null);
  useEffect(() => {
    const { id } = me.user;
    const desk = openDesk(me, http, browserOutside(socketAddress(window.location)));
    const leaving = new Leaving(() => {
      // First of all nothing more is written.
      desk.close();
      tellOthers(id, localKeep());
      onLeft(forget(id) ? SIGNED_OUT_KEPT : null);
    });
    const stop = desk.link.connection.onEnd((end) => {
      if (end === "reload") reloadUnlessTyped(desk);
      else if (!leaving.onLineEnded()) onLeft(keeps(id) ? SIGNED_OUT_KEPT : SIGNED_OUT);
    });
    // Signed out in another window: an answer that is still to come must bring nothing back.
    const stopHearing = listenToStorage((key, userId) => {
      if (key !== LEFT_KEY || userId !== id) return;
      desk.close();
      onLeft(forget(id) ? SIGNED_OUT_KEPT : SIGNED_OUT);
    });
    setPresent({ desk, leaving });
    return () => {
      stop();
      stopHearing();
      desk.close();
    };
  }, [me, http, onLeft]);
  if (present === null) return null;
  const { desk, leaving } = present;
  return (
    <WithDesk desk={desk}>
      <Shell onSignOut={(by) => leaving.by(by)} />
    </WithDesk>
  );
}

/** What is typed into applications would be gone; the page offers the reload then. */
function reloadUnlessTyped({ tools }: Desk): void {
  const pages = tools?.tabs.frames.store.getState();
  if (pages === undefined || !isAnyAwake(pages)) window.location.reload();
}

function localKeep() {
  return browserKeep(() => localStorage);
}

function tabKeep() {
  return browserKeep(() => sessionStorage);
}

/** Return whether text of this person stays in the browser. */
function forget(userId: string): boolean {
  return forgetTraces(userId, localKeep(), tabKeep());
}

function keeps(userId: string): boolean {
  return keepsText(userId, localKeep(), tabKeep());
}
