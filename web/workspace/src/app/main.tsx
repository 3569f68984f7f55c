/** Starts the workspace in the browser. */

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Http } from "../api";
import { preferences, startPreferences } from "../features/preferences";
import { desktopLine } from "../notifications";
import { pickLanguage, speak } from "../ui";
import { App } from "./App";
import "./page.css";

async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("the page has no root element");
  desktopLine.listen();
  startPreferences();
  await speak(pickLanguage(preferences.getState().language, navigator.languages));
  const http = new Http((path, init) => fetch(path, init));
  createRoot(root).render(
    <StrictMode>
      <App http={http} />
    </StrictMode>,
  );
}

void start();
