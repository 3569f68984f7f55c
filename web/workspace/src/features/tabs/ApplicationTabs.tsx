/** Draws a session's application tabs: anchor, template's, and what was opened (interface 2.1, 2.5). */

import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Text,
  tokens,
} from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons";
import type { I18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { ApplicationShown, OpenTab, SessionView } from "../../api";
import { useLink } from "../../realtime";
import { remembered } from "../../ui";
import { ApplicationPage } from "./ApplicationPage";
import { useTabs, useTabsDesk } from "./desk";
import { frameId } from "./frames";
import { type StripTab, TabStrip } from "./TabStrip";
import { ANCHOR, idOf, shownTabs } from "./tabs";

const dayFormat = remembered((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium" }));

const useStyles = makeStyles({
  message: { padding: "16px", color: tokens.colorNeutralForeground2 },
  plus: { flexShrink: 0 },
});

interface ApplicationTabsProps {
  session: SessionView;
  /** Stands before the tabs. */
  before?: ReactNode;
  anchor: ReactNode;
  /** Draw an earlier conversation. */
  earlier(conversationId: string): ReactNode;
}

export function ApplicationTabs({ session, before, anchor, earlier }: ApplicationTabsProps) {
  const { t, i18n } = useLingui();
  const desk = useTabsDesk();
  const { me } = useLink();
  const tabs = useTabs(session.id);
  const shown = shownTabs(tabs);
  const selected = shown.find((tab) => idOf(tab) === tabs.selected);
  const closable = new Set(tabs.opened.map(idOf));
  for (const id of tabs.fixed) closable.delete(idOf({ kind: "application", target: id }));
  const strip: StripTab[] = shown.map((tab) => ({
    id: idOf(tab),
    name: tabName(i18n, tab, me.applications),
    closable: closable.has(idOf(tab)),
  }));
  const isPage = selected?.kind === "application";
  return (
    <TabStrip
      label={t`Application tabs`}
      panelLabel={t`Application`}
      tabs={[{ id: ANCHOR, name: t`Active conversation`, closable: false }, ...strip]}
      selected={tabs.selected}
      onSelect={(id) => desk.select(session.id, id)}
      onClose={(id) => desk.close(session.id, id)}
      before={before}
      after={<OpenApplication sessionId={session.id} />}
      owns={isPage ? frameId(session.id, selected.target) : undefined}
    >
      {selected === undefined && anchor}
      {selected?.kind === "earlier" && earlier(selected.target)}
      {isPage && <Application key={selected.target} session={session} id={selected.target} />}
    </TabStrip>
  );
}

function Application({ session, id }: { session: SessionView; id: string }) {
  const { t } = useLingui();
  const styles = useStyles();
  const { me } = useLink();
  const application = me.applications.find((one) => one.id === id);
  if (application !== undefined) return <ApplicationPage session={session} application={application} />;
  return (
    <Text
      className={styles.message}
    >{t`This page does not know the application yet, or it was removed meanwhile.`}</Text>
  );
}

/** Nothing is drawn where the administrator offers no applications. */
function OpenApplication({ sessionId }: { sessionId: string }) {
  const { t } = useLingui();
  const styles = useStyles();
  const { me } = useLink();
  const desk = useTabsDesk();
  const offered = me.applications.filter((application) => application.in_menu);
  if (offered.length === 0) return null;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          className={styles.plus}
          appearance="subtle"
          size="small"
          icon={<AddRegular />}
          aria-label={t`Open an application`}
          title={t`Open an application`}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {offered.map(({ id, name }) => (
            <MenuItem key={id} onClick={() => desk.openApplication(sessionId, id)}>
              <bdi>{name}</bdi>
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

const EARLIER = (day: string) => msg`Conversation of ${day}`;

function tabName(i18n: I18n, tab: OpenTab, applications: readonly ApplicationShown[]): string {
  if (tab.kind === "earlier") return i18n._(EARLIER(dayFormat(i18n.locale).format(tab.at_ms)));
  return applications.find(({ id }) => id === tab.target)?.name ?? tab.target;
}
