/** Draws the dialog in which people set the workspace up for themselves; every change holds at once. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  Tab,
  TabList,
} from "@fluentui/react-components";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { useLink } from "../../realtime";
import { NotificationSettings } from "../notifying";
import { DENSITIES, type Preferences, THEMES, usePreference } from "../preferences";
import { ShortcutList } from "../shortcuts";
import { LanguageSelect } from "./LanguageSelect";
import { MonitoringSentence } from "./MonitoringSentence";
import { SoundSettings } from "./SoundSettings";

const useStyles = makeStyles({
  surface: { maxWidth: "640px" },
  content: { display: "flex", flexDirection: "column", gap: "16px", minHeight: "min(420px, 50vh)" },
  parts: { flexWrap: "wrap" },
  panel: { display: "flex", flexDirection: "column", gap: "16px", minWidth: 0 },
});

const PARTS = [
  { id: "appearance", name: msg`Appearance` },
  { id: "shortcuts", name: msg`Shortcuts` },
  { id: "notifications", name: msg`Notifications` },
  { id: "sounds", name: msg`Sounds` },
  { id: "about", name: msg`About` },
] as const;

/** Nothing is offered to other people, and no customer writes to them. */
const OF_AGENTS: readonly string[] = ["notifications", "sounds"];

export type SettingsPart = (typeof PARTS)[number]["id"];

interface SettingsDialogProps {
  part: SettingsPart;
  onClose(): void;
}

export function SettingsDialog({ part, onClose }: SettingsDialogProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { me } = useLink();
  const parts = PARTS.filter(({ id }) => me.agent !== null || !OF_AGENTS.includes(id));
  const [shown, setShown] = useState<SettingsPart>(part);
  const tabs = useRef<HTMLDivElement>(null);
  // The dialog gives the focus to the first tab, whichever part was asked for.
  useEffect(() => tabs.current?.querySelector<HTMLElement>("[aria-selected=true]")?.focus(), []);
  return (
    <Dialog open onOpenChange={(_, data) => data.open || onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{t`Settings`}</DialogTitle>
          <DialogContent className={styles.content}>
            <div ref={tabs}>
              <TabList
                aria-label={t`Settings`}
                className={styles.parts}
                selectedValue={shown}
                onTabSelect={(_, data) => setShown(data.value as SettingsPart)}
              >
                {parts.map(({ id, name }) => (
                  <Tab key={id} value={id} aria-controls="settings-part">
                    {i18n._(name)}
                  </Tab>
                ))}
              </TabList>
            </div>
            <div role="tabpanel" id="settings-part" className={styles.panel}>
              {shown === "appearance" && <Appearance />}
              {shown === "shortcuts" && <ShortcutList />}
              {shown === "notifications" && <NotificationSettings />}
              {shown === "sounds" && <SoundSettings />}
              {shown === "about" && <MonitoringSentence />}
            </div>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>{t`Close`}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

const THEME_NAMES: Record<Preferences["theme"], MessageDescriptor> = {
  system: msg`As the system`,
  light: msg`Light`,
  dark: msg`Dark`,
  contrast: msg`High contrast`,
};

const DENSITY_NAMES: Record<Preferences["density"], MessageDescriptor> = {
  comfortable: msg`Comfortable`,
  compact: msg`Compact: more on one screen`,
};

function Appearance() {
  const { t, i18n } = useLingui();
  const [theme, setTheme] = usePreference("theme");
  const [density, setDensity] = usePreference("density");
  return (
    <>
      <Field label={t`Theme`}>
        <RadioGroup value={theme} onChange={(_, data) => setTheme(data.value as Preferences["theme"])}>
          {THEMES.map((id) => (
            <Radio key={id} value={id} label={i18n._(THEME_NAMES[id])} />
          ))}
        </RadioGroup>
      </Field>
      <Field label={t`Density`}>
        <RadioGroup value={density} onChange={(_, data) => setDensity(data.value as Preferences["density"])}>
          {DENSITIES.map((id) => (
            <Radio key={id} value={id} label={i18n._(DENSITY_NAMES[id])} />
          ))}
        </RadioGroup>
      </Field>
      <LanguageSelect />
    </>
  );
}
