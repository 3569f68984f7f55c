/** Dresses everything below it in the person's theme, density and language, and follows their changes. */

import { FluentProvider } from "@fluentui/react-components";
import { msg } from "@lingui/core/macro";
import { type ReactNode, useEffect, useLayoutEffect } from "react";
import { usePreference } from "../features/preferences";
import { pickLanguage, showToast, speak, useMedia } from "../ui";
import { dress, lookFor, themeOf } from "./looks";

export function Appearance({ children }: { children: ReactNode }) {
  const [theme] = usePreference("theme");
  const [density] = usePreference("density");
  const look = lookFor(theme, {
    dark: useMedia("(prefers-color-scheme: dark)"),
    moreContrast: useMedia("(prefers-contrast: more)"),
    forcedColours: useMedia("(forced-colors: active)"),
  });
  useLayoutEffect(() => dress(document.documentElement, look, density), [look, density]);
  useLanguage();
  return <FluentProvider theme={themeOf(look)}>{children}</FluentProvider>;
}

function useLanguage(): void {
  const [language] = usePreference("language");
  useEffect(() => {
    speak(pickLanguage(language, navigator.languages)).catch(() => {
      showToast("error", msg`The texts of this language could not be loaded. Please choose it again later.`);
    });
  }, [language]);
}
