/** Draws the menu behind one's own name: language, password, signing out. */

import {
  Menu,
  MenuButton,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { PersonRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { codeOf, signOut, signOutEverywhere } from "../../api";
import { useLink } from "../../realtime";
import { chooseLanguage, LANGUAGES, refusalMessage, showToast } from "../../ui";
import { PasswordDialog } from "./PasswordDialog";

export function AccountMenu({ onSignedOut }: { onSignedOut(): void }) {
  const { t, i18n } = useLingui();
  const { me, http } = useLink();
  const [changing, setChanging] = useState(false);

  async function leave(by: typeof signOut) {
    try {
      await by(http);
      onSignedOut();
    } catch (reason) {
      showToast("error", refusalMessage(codeOf(reason)));
    }
  }

  return (
    <>
      <Menu inline checkedValues={{ language: [i18n.locale] }}>
        <MenuTrigger disableButtonEnhancement>
          <MenuButton appearance="subtle" icon={<PersonRegular />} aria-label={t`Account: ${me.user.name}`}>
            {me.user.name}
          </MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuGroup>
              <MenuGroupHeader>{t`Language`}</MenuGroupHeader>
              {LANGUAGES.map(({ id, name }) => (
                <MenuItemRadio
                  key={id}
                  name="language"
                  value={id}
                  lang={id}
                  onClick={() => void chooseLanguage(id)}
                >
                  {name}
                </MenuItemRadio>
              ))}
            </MenuGroup>
            <MenuDivider />
            <MenuItem onClick={() => setChanging(true)}>{t`Change password`}</MenuItem>
            <MenuItem onClick={() => void leave(signOutEverywhere)}>{t`Sign out everywhere`}</MenuItem>
            <MenuItem onClick={() => void leave(signOut)}>{t`Sign out`}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {changing && <PasswordDialog http={http} login={me.user.login} onClose={() => setChanging(false)} />}
    </>
  );
}
