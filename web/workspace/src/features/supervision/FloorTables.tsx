/** Draws a queue's conversations and members as tables. */

import {
  Button,
  PresenceBadge,
  Table,
  TableBody,
  TableCell,
  TableCellLayout,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
} from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { type AgentView, codeOf, type ItemView } from "../../api";
import { useLink } from "../../realtime";
import { momentText, refusalMessage, showToast } from "../../ui";
import { titleOf } from "../customers";
import { stateName } from "../items";
import { presenceBadge, presenceName } from "../presence";
import { inOrder } from "./floor";

/** A longer list is read by nobody; those in their state the longest come first. */
const ROWS_SHOWN = 100;

export function ConversationTable({ items }: { items: readonly ItemView[] }) {
  const { t, i18n } = useLingui();
  const { connection } = useLink();
  const hidden = Math.max(0, items.length - ROWS_SHOWN);
  if (items.length === 0) return <Text>{t`Nothing at the moment.`}</Text>;
  return (
    <>
      <Table aria-label={t`Ongoing conversations`} size="small">
        <Head names={[t`Customer`, t`State`, t`Agent`, t`Since`]} />
        <TableBody>
          {inOrder(items)
            .slice(0, ROWS_SHOWN)
            .map((item) => (
              <TableRow key={item.id}>
                <TableCell>{titleOf(i18n, item)}</TableCell>
                <TableCell>{stateName(i18n, item.state)}</TableCell>
                <TableCell>{item.agent_name ?? t`nobody`}</TableCell>
                <TableCell>
                  {momentText(item.state_since_ms, connection.serverNowMs(), i18n.locale)}
                </TableCell>
              </TableRow>
            ))}
        </TableBody>
      </Table>
      {hidden > 0 && <Text>{t`Not shown: ${hidden}`}</Text>}
    </>
  );
}

export function MemberTable({ agents }: { agents: readonly AgentView[] }) {
  const { t } = useLingui();
  if (agents.length === 0) return <Text>{t`Nobody is a member of this queue.`}</Text>;
  return (
    <Table aria-label={t`Members`} size="small">
      <Head names={[t`Agent`, t`Presence`, t`Capacity in use`, t`Action`]} />
      <TableBody>
        {agents.map((agent) => (
          <MemberRow key={agent.id} agent={agent} />
        ))}
      </TableBody>
    </Table>
  );
}

function MemberRow({ agent }: { agent: AgentView }) {
  const { t, i18n } = useLingui();
  const { me, connection } = useLink();
  const presence = presenceName(i18n, agent.presence_id, me.presences);
  function reset() {
    connection
      .do({ name: "reset_presence", agent_id: agent.id })
      .catch((reason: unknown) => showToast("error", refusalMessage(codeOf(reason))));
  }
  return (
    <TableRow>
      <TableCell>{agent.name}</TableCell>
      <TableCell>
        <TableCellLayout
          media={<PresenceBadge status={presenceBadge(agent.presence_id, me.presences)} aria-hidden />}
        >
          {presence}
        </TableCellLayout>
      </TableCell>
      <TableCell>{t`${agent.units_in_use} of ${agent.units_total}`}</TableCell>
      <TableCell>
        {agent.alerts.length > 0 && (
          <Button size="small" aria-label={t`Reset presence of ${agent.name}`} onClick={reset}>
            {t`Reset presence`}
          </Button>
        )}
      </TableCell>
    </TableRow>
  );
}

function Head({ names }: { names: string[] }) {
  return (
    <TableHeader>
      <TableRow>
        {names.map((name) => (
          <TableHeaderCell key={name}>{name}</TableHeaderCell>
        ))}
      </TableRow>
    </TableHeader>
  );
}
