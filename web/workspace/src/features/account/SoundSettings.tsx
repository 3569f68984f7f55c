/** Draws for what an agent hears which sound, how loud, and how often; every change holds at once. */

import {
  Button,
  Checkbox,
  Field,
  makeStyles,
  Select,
  Slider,
  Switch,
  Text,
  tokens,
} from "@fluentui/react-components";
import { PlayRegular } from "@fluentui/react-icons";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useId } from "react";
import { useStore } from "zustand";
import {
  type Audibility,
  REPEATABLE,
  SOUND_DEFAULTS,
  SOUND_EVENTS,
  SOUND_IDS,
  type SoundEvent,
  type SoundId,
  type SoundWish,
  soundPlayer,
} from "../../notifications";
import { usePreference } from "../preferences";

const useStyles = makeStyles({
  list: { display: "flex", flexDirection: "column", gap: "16px" },
  one: {
    margin: 0,
    padding: "8px 12px 12px",
    minWidth: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  name: { padding: "0 4px", overflowWrap: "anywhere" },
  switches: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "0 16px" },
  row: { display: "flex", flexWrap: "wrap", alignItems: "flex-end", gap: "8px 16px" },
  grow: { flexGrow: 1, flexBasis: "140px", minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  reset: { alignSelf: "flex-start" },
});

const EVENT_NAMES: Record<SoundEvent, MessageDescriptor> = {
  offer: msg`Work is offered to you`,
  assigned: msg`Work was assigned to you`,
  message_elsewhere: msg`A customer writes in a session that you do not look at`,
  message_here: msg`A customer writes in the session that you look at`,
  alert: msg`The system took you out of the line`,
};

const SOUND_NAMES: Record<SoundId, MessageDescriptor> = {
  chime: msg`Chime`,
  bell: msg`Bell`,
  knock: msg`Knock`,
  rise: msg`Rising`,
  fall: msg`Falling`,
  pulse: msg`Pulse`,
};

const STATES: Record<Audibility, MessageDescriptor> = {
  ready: msg`Sounds can be heard from this tab. Of several tabs of this browser only one sounds.`,
  waiting: msg`This browser plays no sound until you have clicked in this tab.`,
  none: msg`This browser can't play sounds here.`,
};

export function SoundSettings() {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const [sounds, setSounds] = usePreference("sounds");
  const { is } = useStore(soundPlayer.state);
  return (
    <div className={styles.list}>
      <Text role="status" data-audibility={is} className={styles.quiet}>
        {i18n._(STATES[is])}
      </Text>
      {SOUND_EVENTS.map((event) => (
        <OneSound
          key={event}
          event={event}
          wish={sounds[event]}
          onChange={(changes) => setSounds({ ...sounds, [event]: { ...sounds[event], ...changes } })}
        />
      ))}
      <Button className={styles.reset} onClick={() => setSounds(SOUND_DEFAULTS)}>
        {t`Reset to defaults`}
      </Button>
    </div>
  );
}

interface OneSoundProps {
  event: SoundEvent;
  wish: SoundWish;
  onChange(changes: Partial<SoundWish>): void;
}

function OneSound({ event, wish, onChange }: OneSoundProps) {
  const { t, i18n } = useLingui();
  const styles = useStyles();
  const name = i18n._(EVENT_NAMES[event]);
  const { on, sound, volume, repeat } = wish;
  const repeatText = event === "offer" ? t`Repeat until answered` : t`Repeat until read`;
  return (
    <fieldset className={styles.one}>
      <legend className={styles.name}>{name}</legend>
      <div className={styles.switches}>
        <Switch label={t`Play a sound`} checked={on} onChange={(_, data) => onChange({ on: data.checked })} />
        {REPEATABLE.includes(event) && (
          <Checkbox
            label={repeatText}
            disabled={!on}
            checked={repeat}
            onChange={(_, data) => onChange({ repeat: data.checked === true })}
          />
        )}
      </div>
      <div className={styles.row}>
        <Field label={t`Sound`} className={styles.grow}>
          <Select value={sound} onChange={(_, data) => onChange({ sound: data.value as SoundId })}>
            {SOUND_IDS.map((id) => (
              <option key={id} value={id}>
                {i18n._(SOUND_NAMES[id])}
              </option>
            ))}
          </Select>
        </Field>
        <Volume value={volume} onChange={(next) => onChange({ volume: next })} />
        <Button
          icon={<PlayRegular />}
          aria-label={t`Test: ${name}`}
          onClick={() => soundPlayer.play(sound, volume)}
        >
          {t`Test`}
        </Button>
      </div>
    </fieldset>
  );
}

function Volume({ value, onChange }: { value: number; onChange(value: number): void }) {
  const { t } = useLingui();
  const styles = useStyles();
  const id = useId();
  return (
    <Field label={{ children: t`Volume: ${value} %`, htmlFor: id }} className={styles.grow}>
      <Slider id={id} min={0} max={100} step={5} value={value} onChange={(_, data) => onChange(data.value)} />
    </Field>
  );
}
