/** Draws the choice of the dashboard that Home shows to agents who chose none themselves (mission S12). */

import { Field, Select } from "@fluentui/react-components";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { codeOf, setDefaultDashboard } from "../../api";
import { useLink } from "../../realtime";
import { refusalMessage, showToast } from "../../ui";
import { dashboardName } from "../home";

export function DefaultDashboard() {
  const { t, i18n } = useLingui();
  const { me, http } = useLink();
  const [shown, setShown] = useState(me.default_dashboard);

  async function choose(id: string) {
    const before = shown;
    setShown(id);
    try {
      await setDefaultDashboard(http, id);
      showToast("info", msg`Home shows this dashboard to agents from their next sign-in or reload on.`);
    } catch (reason) {
      setShown(before);
      showToast("error", refusalMessage(codeOf(reason)));
    }
  }

  return (
    <Field label={t`Dashboard on Home`} hint={t`For agents who chose no other one themselves.`}>
      <Select value={shown} onChange={(_, data) => void choose(data.value)}>
        {me.dashboards.map((one) => (
          <option key={one.id} value={one.id}>
            {dashboardName(i18n, one)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
