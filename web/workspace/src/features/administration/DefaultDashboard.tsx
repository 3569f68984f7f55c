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
  const [chosen, setChosen] = useState<string | null>(null);
  const [known, setKnown] = useState(me.default_dashboard);
  if (known !== me.default_dashboard) {
    // What was chosen here shows until the server says which it is, whoever chose it.
    setKnown(me.default_dashboard);
    setChosen(null);
  }

  async function choose(id: string) {
    setChosen(id);
    try {
      await setDefaultDashboard(http, id);
      showToast("info", msg`Home shows this dashboard from now on.`);
    } catch (reason) {
      setChosen(null);
      showToast("error", refusalMessage(codeOf(reason)));
    }
  }

  return (
    <Field label={t`Dashboard on Home`} hint={t`For agents who chose no other one themselves.`}>
      <Select value={chosen ?? known} onChange={(_, data) => void choose(data.value)}>
        {me.dashboards.map((one) => (
          <option key={one.id} value={one.id}>
            {dashboardName(i18n, one)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
