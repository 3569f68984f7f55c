/** Draws the presence picker: what the agent shows, why, and what they may choose. */

import {
  Button,
  Menu,
  MenuButton,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  PresenceBadge,
  Text,
  tokens,
  useRestoreFocusTarget,
} from "@fluentui/react-components";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useId, useState } from "react";
import { codeOf } from "../../api";
import { useLink } from "../../realtime";
import { NARROW, refusalMessage, showToast } from "../../ui";
import { useAgent } from "../agent";
import { useAction, useShortcut, withKey } from "../shortcuts";
import { HistoryDialog } from "./HistoryDialog";
import { presenceBadge, presenceName } from "./names";
import { presenceSentence, undoOf } from "./reasons";

const useStyles = makeStyles({
  button: {
    minWidth: "auto",
    maxWidth: "max(200px, 12.5rem)",
    minHeight: "32px",
    [NARROW]: { maxWidth: "min(7.5rem, 40vw)", padding: "0 6px" },
  },
  name: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  // As wide as a column of Home: what lies behind is covered as a whole, or hardly.
  popover: { width: "min(300px, calc(100vw - 32px))", maxWidth: "none", boxSizing: "border-box" },
  reason: {
    display: "block",
    padding: "6px 8px",
    overflowWrap: "anywhere",
    color: tokens.colorNeutralForeground2,
  },
  reset: { margin: "0 8px 6px" },
});

export function PresencePicker() {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { me, connection } = useLink();
  const agent = useAgent((state) => state.me);
  const [open, setOpen] = useState(false);
  const [isHistoryOpen, setIsHistoryOpen] = useState(false);
  // Where the focus goes back to when the history closes.
  const focusTarget = useRestoreFocusTarget();
  const reasonId = useId();
  const shortcut = useShortcut("choose_presence");
  const { choose, reset } = useChoosing();
  useAction("choose_presence", () => setOpen(true));
  const presenceId = agent?.presence_id ?? "offline";
  const name = presenceName(i18n, presenceId, me.presences);
  const reason =
    agent === null ? null : presenceSentence(i18n, agent, me.presences, connection.serverNowMs());
  return (
    <>
      <span id={reasonId} hidden>
        {reason}
      </span>
      <Menu
        inline
        open={open}
        onOpenChange={(_, data) => setOpen(data.open)}
        checkedValues={{ presence: [presenceId] }}
      >
        <MenuTrigger disableButtonEnhancement>
          <MenuButton
            appearance="subtle"
            {...focusTarget}
            className={styles.button}
            aria-label={t`Presence: ${name}`}
            aria-describedby={reasonId}
            aria-keyshortcuts={shortcut.aria}
            title={withKey(reason ?? name, shortcut)}
            icon={<PresenceBadge status={presenceBadge(presenceId, me.presences)} aria-hidden />}
          >
            <span className={styles.name}>{name}</span>
          </MenuButton>
        </MenuTrigger>
        <MenuPopover className={styles.popover}>
          <Text size={200} className={styles.reason}>
            {reason}
          </Text>
          {agent !== null && agent.alerts.length > 0 && (
            <Button
              size="small"
              className={styles.reset}
              onClick={() => {
                setOpen(false);
                reset(agent.id);
              }}
            >{t`Reset`}</Button>
          )}
          <MenuDivider />
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
            <MenuDivider />
            <MenuItem onClick={() => setIsHistoryOpen(true)}>{t`Presence history`}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {isHistoryOpen && agent !== null && (
        <HistoryDialog agent={agent} onClose={() => setIsHistoryOpen(false)} />
      )}
    </>
  );
}

function useChoosing() {
  const { i18n } = useLingui();
  const { me, connection } = useLink();
  const before = useAgent((state) => state.me);
  const refused = (reason: unknown) => showToast("error", refusalMessage(codeOf(reason)));
  const set = (id: string) => connection.do({ name: "choose_presence", presence_id: id });
  async function choose(id: string) {
    if (id === before?.presence_id && before.chosen_by_agent) return;
    const undo = before === null ? null : undoOf(before, me.presences);
    try {
      await set(id);
    } catch (reason) {
      refused(reason);
      return;
    }
    if (undo === null || undo === id) return;
    const name = presenceName(i18n, id, me.presences);
    showToast("info", msg`Your presence is ${name} now.`, {
      name: msg`Undo`,
      run: () => void set(undo).catch(refused),
    });
  }
  return {
    choose: (id: string) => void choose(id),
    reset: (agentId: string) =>
      void connection.do({ name: "reset_presence", agent_id: agentId }).catch(refused),
  };
}
