/** Draws how a list is sorted and filtered, beside its title; the choice is the reader's preference. */

import {
  Button,
  CounterBadge,
  Input,
  makeStyles,
  Select,
  Subtitle1,
  Subtitle2,
  Text,
  tokens,
} from "@fluentui/react-components";
import { FilterFilled, FilterRegular } from "@fluentui/react-icons";
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { announce } from "../../ui";
import { type ListChoice, TEXT_LIMIT, usePreference } from "../preferences";
import { arranged, isFiltered, SORT_NAMES, type SortId, sortOf, valuesOf } from "./arranging";
import { channelName } from "./channels";
import type { WorkRow } from "./rows";
import { stateName } from "./states";

const useStyles = makeStyles({
  title: { margin: 0, overflowWrap: "anywhere" },
  head: { display: "flex", alignItems: "center", gap: "8px", flexGrow: 1, minWidth: 0 },
  bar: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 8px", minHeight: "32px" },
  // Both or none on the next line of a narrow screen.
  controls: { display: "flex", alignItems: "center", gap: "4px" },
  filters: {
    border: "none",
    margin: 0,
    padding: 0,
    minWidth: 0,
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "8px",
  },
  text: { flexGrow: 1, flexBasis: "160px", minWidth: 0 },
  hidden: { color: tokens.colorNeutralForeground2 },
});

export interface Arranging {
  sorts: readonly SortId[];
  choice: ListChoice;
  change(parts: ListChoice): void;
  /** Return the rows that are to be shown, in their order. */
  arrange(rows: readonly WorkRow[]): WorkRow[];
  filtered: boolean;
}

/** Return how the reader wants to see a list, as kept under the name of a preference. */
export function useArranging(
  name: "myWork" | "openWork" | "closedWork",
  sorts: readonly SortId[],
): Arranging {
  const { i18n } = useLingui();
  const [choice, setChoice] = usePreference(name);
  return {
    sorts,
    choice,
    change: (parts) => setChoice({ ...choice, ...parts }),
    arrange: (rows) => arranged(rows, sorts, choice, i18n.locale),
    filtered: isFiltered(choice),
  };
}

interface ListTitleProps {
  level: "h2" | "h3";
  /** 0 is not told. */
  count: number;
  children: ReactNode;
}

export function ListTitle({ level, count, children }: ListTitleProps) {
  const styles = useStyles();
  const Title = level === "h2" ? Subtitle1 : Subtitle2;
  return (
    <div className={styles.head}>
      <Title as={level} className={styles.title}>
        {children}
      </Title>
      {count > 0 && <CounterBadge count={count} overflowCount={999} color="informative" appearance="ghost" />}
    </div>
  );
}

interface ArrangingBarProps {
  /** The list's name. */
  name: string;
  arranging: Arranging;
  /** All rows, also those that the filter leaves out. */
  rows: readonly WorkRow[];
  count: number;
}

export function ArrangingBar({ name, arranging, rows, count }: ArrangingBarProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { sorts, choice, change, filtered } = arranging;
  const [open, setOpen] = useState(filtered);
  return (
    <>
      <div className={styles.bar}>
        <ListTitle level="h2" count={count}>
          {name}
        </ListTitle>
        <div className={styles.controls}>
          <Select
            size="small"
            appearance="filled-lighter"
            aria-label={t`Sort ${name}`}
            value={sortOf(sorts, choice)}
            onChange={(_, data) => change({ sort: data.value })}
          >
            {sorts.map((sort) => (
              <option key={sort} value={sort}>
                {i18n._(SORT_NAMES[sort])}
              </option>
            ))}
          </Select>
          <Button
            size="small"
            appearance="subtle"
            icon={filtered ? <FilterFilled /> : <FilterRegular />}
            aria-expanded={open}
            aria-label={t`Filter ${name}`}
            title={t`Filter`}
            onClick={() => setOpen(!open)}
          />
        </div>
      </div>
      {(open || filtered) && <Filters name={name} arranging={arranging} rows={rows} />}
    </>
  );
}

function Filters({ name, arranging, rows }: Omit<ArrangingBarProps, "count">) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const { choice, change, filtered } = arranging;
  const hidden = rows.length - arranging.arrange(rows).length;
  const fields = useRef<HTMLFieldSetElement>(null);
  useTelling(rows.length - hidden, rows.length, choice);
  return (
    <fieldset ref={fields} className={styles.filters} aria-label={t`Filter ${name}`}>
      <Input
        size="small"
        type="search"
        className={styles.text}
        maxLength={TEXT_LIMIT}
        aria-label={t`Words in ${name}`}
        placeholder={t`Customer or queue`}
        value={choice.text ?? ""}
        onChange={(_, data) => change({ text: data.value })}
      />
      <ValueSelect
        label={t`Channel of ${name}`}
        all={t`All channels`}
        values={valuesOf(rows, "channel", choice.channel)}
        chosen={choice.channel}
        nameOf={(value) => channelName(i18n, value)}
        onChoose={(channel) => change({ channel })}
      />
      <ValueSelect
        label={t`State of ${name}`}
        all={t`All states`}
        values={valuesOf(rows, "state", choice.state)}
        chosen={choice.state}
        nameOf={(value) => stateName(i18n, value)}
        onChoose={(state) => change({ state })}
      />
      {filtered && (
        <>
          <Text size={200} className={styles.hidden}>{t`${hidden} not shown`}</Text>
          <Button
            size="small"
            onClick={() => {
              change({ text: "", channel: "", state: "" });
              fields.current?.querySelector("input")?.focus();
            }}
          >{t`Clear the filter`}</Button>
        </>
      )}
    </fieldset>
  );
}

interface ValueSelectProps {
  label: string;
  all: string;
  values: readonly string[];
  chosen: string | undefined;
  nameOf(value: string): string;
  onChoose(value: string): void;
}

/** Shown where there is something to choose. */
function ValueSelect({ label, all, values, chosen = "", nameOf, onChoose }: ValueSelectProps) {
  if (values.length < 2 && chosen === "") return null;
  return (
    <Select size="small" aria-label={label} value={chosen} onChange={(_, data) => onChoose(data.value)}>
      <option value="">{all}</option>
      {values.map((value) => (
        <option key={value} value={value}>
          {nameOf(value)}
        </option>
      ))}
    </Select>
  );
}

/** Somebody who types is told what came of it when they pause. */
const TOLD_AFTER_MS = 800;

function useTelling(shown: number, all: number, choice: ListChoice): void {
  const { t } = useLingui();
  const before = useRef(choice);
  const text = t`${shown} of ${all} shown`;
  const latest = useRef(text);
  latest.current = text;
  useEffect(() => {
    if (before.current === choice) return;
    before.current = choice;
    const timer = setTimeout(() => announce(latest.current), TOLD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [choice]);
}
