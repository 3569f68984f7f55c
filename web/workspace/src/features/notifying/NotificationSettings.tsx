/** Draws what Settings say of desktop notifications: whether they are allowed, why and how, and a test. */

import { Button, MessageBar, MessageBarBody, makeStyles, Text } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { useStore } from "zustand";
import { desktopLine, permission } from "../../notifications";
import { announce } from "../../ui";
import { browserOf, HOW_TO_ALLOW } from "./browsers";
import { iconOf } from "./icons";
import { STATES, WHY } from "./state";

const useStyles = makeStyles({
  part: { display: "flex", flexDirection: "column", alignItems: "flex-start", gap: "12px" },
});

export function NotificationSettings() {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const state = useStore(permission.store, (one) => one.permission);
  // Whoever comes back from the browser's settings sees what they changed.
  useEffect(() => permission.follow(), []);
  return (
    <section aria-label={t`Desktop notifications`} className={styles.part}>
      <Text>{i18n._(WHY)}</Text>
      <Text weight="semibold" role="status">
        {i18n._(STATES[state])}
      </Text>
      {state === "default" && (
        <Button appearance="primary" onClick={() => void permission.ask()}>
          {t`Allow notifications`}
        </Button>
      )}
      {state === "denied" && <Text>{i18n._(HOW_TO_ALLOW[browserOf(navigator.userAgent)])}</Text>}
      {state === "granted" && <Sample />}
    </section>
  );
}

function Sample() {
  const { t } = useLingui();
  const { status, fault } = useStore(desktopLine.state);
  if (status === "failed") {
    return (
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          {t`The part of this page that shows notifications could not be started: ${fault}. Reload the page; if that does not help, tell an administrator.`}
        </MessageBarBody>
      </MessageBar>
    );
  }
  function show() {
    const text = { title: t`Test`, body: t`This is how offers will be shown. Nothing is waiting for you.` };
    void desktopLine.say({ t: "sample", text, icon: iconOf("chat", "") });
    announce(t`A test notification was sent.`);
  }
  return (
    <>
      <Text>{t`If you see nothing after pressing the button, notifications are turned off in the settings of your system.`}</Text>
      <Button disabledFocusable={status !== "ready"} onClick={show}>{t`Show a test notification`}</Button>
    </>
  );
}
