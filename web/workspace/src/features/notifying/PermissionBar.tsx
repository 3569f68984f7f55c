/** Draws the bar on Home that says why desktop notifications are worth allowing, and how (mission N7). */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useStore } from "zustand";
import { type Permission, permission } from "../../notifications";
import { browserKeep, useLink } from "../../realtime";
import { useFocusKept } from "../../ui";
import { browserOf, HOW_TO_ALLOW } from "./browsers";
import { isWorthABar, STATES, WHY } from "./state";

/** Per person and browser: permission is the browser's. */
const DISMISSED_KEY = "cordboard.permission.dismissed";

export function PermissionBar() {
  const state = useStore(permission.store, (one) => one.permission);
  const { dismissed, dismiss } = useDismissed();
  return isWorthABar(state, dismissed) ? <Bar state={state} onDismiss={() => dismiss(state)} /> : null;
}

function Bar({ state, onDismiss }: { state: Permission; onDismiss(): void }) {
  const { t, i18n } = useLingui();
  const bar = useFocusKept<HTMLDivElement>();
  const isAsked = state === "denied";
  return (
    <div ref={bar}>
      <MessageBar intent="info" layout="multiline" role="region" aria-label={t`Desktop notifications`}>
        <MessageBarBody>
          <MessageBarTitle>{t`Desktop notifications`}</MessageBarTitle> {i18n._(WHY)}{" "}
          {isAsked && `${i18n._(STATES.denied)} ${i18n._(HOW_TO_ALLOW[browserOf(navigator.userAgent)])}`}
        </MessageBarBody>
        <MessageBarActions
          containerAction={
            <Button
              appearance="transparent"
              icon={<DismissRegular />}
              aria-label={t`Dismiss: desktop notifications`}
              onClick={onDismiss}
            />
          }
        >
          {!isAsked && <Button onClick={() => void permission.ask()}>{t`Allow notifications`}</Button>}
        </MessageBarActions>
      </MessageBar>
    </div>
  );
}

function useDismissed() {
  const { me } = useLink();
  const [keep] = useState(() => browserKeep(() => localStorage));
  const key = `${DISMISSED_KEY}.${me.user.id}`;
  const [dismissed, setDismissed] = useState(() => keep.getItem(key));
  const dismiss = (state: string) => {
    keep.setItem(key, state);
    setDismissed(state);
  };
  return { dismissed, dismiss };
}
