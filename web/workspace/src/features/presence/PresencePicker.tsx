/** Draws the presence picker: what the agent shows, and what they may choose. */

import {
  Menu,
  MenuButton,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  PresenceBadge,
} from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { codeOf } from "../../api";
import { useLink } from "../../realtime";
import { refusalMessage, showToast } from "../../ui";
import { useAgent } from "../agent";
import { presenceBadge, presenceName } from "./names";

export function PresencePicker() {
  const { t, i18n } = useLingui();
  const { me, connection } = useLink();
  const presenceId = useAgent((state) => state.me?.presence_id ?? "offline");
  const name = presenceName(i18n, presenceId, me.presences);

  function choose(id: string) {
    connection.do({ name: "choose_presence", presence_id: id }).catch((reason: unknown) => {
      showToast("error", refusalMessage(codeOf(reason)));
    });
  }

  return (
    <Menu inline checkedValues={{ presence: [presenceId] }}>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="subtle"
          aria-label={t`Presence: ${name}`}
          icon={<PresenceBadge status={presenceBadge(presenceId, me.presences)} aria-hidden />}
        >
          {name}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {me.presences
            .filter((option) => option.selectable)
            .map(({ id }) => (
              <MenuItemRadio
                key={id}
                name="presence"
                value={id}
                icon={<PresenceBadge status={presenceBadge(id, me.presences)} aria-hidden />}
                onClick={() => choose(id)}
              >
                {presenceName(i18n, id, me.presences)}
              </MenuItemRadio>
            ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
