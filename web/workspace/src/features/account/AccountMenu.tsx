/** Draws the menu behind one's own name: settings, shortcuts, password, signing out. */

import {
  Menu,
  MenuButton,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from "@fluentui/react-components";
import { PersonRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { codeOf, signOut, signOutEverywhere } from "../../api";
import { useLink } from "../../realtime";
import { NARROW, refusalMessage, showToast } from "../../ui";
import { neutral } from "../customers";
import { useAction, useShortcut } from "../shortcuts";
import { useFocusBack } from "./focusBack";
import { PasswordDialog } from "./PasswordDialog";
import { SettingsDialog, type SettingsPart } from "./SettingsDialog";

const useStyles = makeStyles({
  button: {
    minWidth: "auto",
    maxWidth: "max(220px, 13.75rem)",
    minHeight: "32px",
    [NARROW]: { padding: "0 4px" },
  },
  name: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", [NARROW]: { display: "none" } },
});

export interface SigningOut {
  /** Sign out by this request and leave; fails as it does. */
  onSignOut(by: () => Promise<void>): Promise<void>;
}

export function AccountMenu({ onSignOut }: SigningOut) {
  const { t } = useLingui();
  const styles = useStyles();
  const { me, http } = useLink();
  const name = neutral(me.user.name);
  const [changing, setChanging] = useState(false);
  const [settings, setSettings] = useState<SettingsPart | null>(null);
  const help = useShortcut("show_shortcuts");
  const { button, byKey } = useFocusBack(settings !== null || changing);
  useAction("show_shortcuts", () => {
    byKey();
    setSettings("shortcuts");
  });

  async function leave(by: typeof signOut) {
    try {
      await onSignOut(() => by(http));
    } catch (reason) {
      showToast("error", refusalMessage(codeOf(reason)));
    }
  }

  return (
    <>
      <Menu inline>
        <MenuTrigger disableButtonEnhancement>
          <MenuButton
            {...button}
            appearance="subtle"
            className={styles.button}
            icon={<PersonRegular />}
            aria-label={t`Account: ${neutral(me.user.name)}`}
            title={name}
          >
            <bdi className={styles.name}>{name}</bdi>
          </MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => setSettings("appearance")}>{t`Settings`}</MenuItem>
            <MenuItem
              secondaryContent={help.text}
              aria-keyshortcuts={help.aria}
              onClick={() => setSettings("shortcuts")}
            >
              {t`Keyboard shortcuts`}
            </MenuItem>
            <MenuDivider />
            <MenuItem onClick={() => setChanging(true)}>{t`Change password`}</MenuItem>
            <MenuItem onClick={() => void leave(signOutEverywhere)}>{t`Sign out everywhere`}</MenuItem>
            <MenuItem onClick={() => void leave(signOut)}>{t`Sign out`}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {settings !== null && <SettingsDialog part={settings} onClose={() => setSettings(null)} />}
      {changing && <PasswordDialog http={http} login={me.user.login} onClose={() => setChanging(false)} />}
    </>
  );
}
