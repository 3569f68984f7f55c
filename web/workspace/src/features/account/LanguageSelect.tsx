/** Draws the choice of the language, each written in itself; the page follows without a reload. */

import { Field, Select } from "@fluentui/react-components";
import { useLingui } from "@lingui/react/macro";
import { LANGUAGES } from "../../ui";
import { usePreference } from "../preferences";

export function LanguageSelect() {
  const { t } = useLingui();
  const [language, setLanguage] = usePreference("language");
  const known = LANGUAGES.some(({ id }) => id === language) ? (language ?? "") : "";
  return (
    <Field label={t`Language`}>
      <Select value={known} onChange={(_, data) => setLanguage(data.value === "" ? null : data.value)}>
        <option value="">{t`As the browser`}</option>
        {LANGUAGES.map(({ id, name }) => (
          <option key={id} value={id} lang={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
