/** Draws one question of the pre-chat form, with what is wrong about its answer beside it. */

import { createElement } from "preact";
import { ANSWER_LIMIT, problemOf } from "../chat/form";
import type { ChatState } from "../chat/state";
import { fill } from "../language/fill";
import type { WordKey } from "../language/words";
import { textIn } from "../settings/settings";
import type { Question } from "../wire";
import { useSurroundings } from "./context";
import { Text } from "./text";

/** Names that we have words for, with the browser's names for what to fill in and which keys to show. */
const KNOWN = new Map<string, [autocomplete?: string, type?: string]>([
  ["name", ["name"]],
  ["email", ["email", "email"]],
  ["phone", ["tel", "tel"]],
  ["question", []],
]);

interface Props {
  question: Question;
  id: string;
  state: ChatState;
  /** The customer has tried to send: now it is time to say what is missing. */
  tried: boolean;
}

export function Field({ question, id, state, tried }: Props) {
  const { chat, words, language } = useSurroundings();
  const { name, kind, required = false } = question;
  const value = state.answers[name] ?? "";
  const known = KNOWN.get(name);
  const own = textIn(question.label, language, known ? words[name as WordKey] : name);
  const label = required ? own : fill(words.optional, { label: own });
  const wrong = tried && problemOf(question, value);
  const problem = wrong ? words[wrong] : "";
  const set = (answer: string) => chat.desk.answer(name, answer);
  if (kind === "consent") {
    const tick = (ticked: boolean) => set(ticked ? "yes" : "");
    return <Tick {...{ id, label, required, problem }} checked={value !== ""} set={tick} />;
  }
  const tag = kind === "lines" ? "textarea" : kind === "choice" ? "select" : "input";
  const [autocomplete = "off", type = "text"] = known ?? [];
  const props = {
    id,
    value,
    required,
    autocomplete,
    form: "composer",
    maxLength: ANSWER_LIMIT,
    ...(tag === "input" && { type }),
    ...(tag === "textarea" && { rows: 3 }),
    ...faulty(id, problem),
    onInput: (event: Event) => set((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {createElement(tag, props, tag === "select" && <Options question={question} />)}
      <Problem id={id} problem={problem} />
    </div>
  );
}

function Options({ question: { options = [] } }: { question: Question }) {
  const { words, language } = useSurroundings();
  return (
    <>
      <option value="">{words.choose}</option>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {textIn(label, language, value)}
        </option>
      ))}
    </>
  );
}

interface TickProps {
  id: string;
  label: string;
  required: boolean;
  checked: boolean;
  problem: string;
  set: (ticked: boolean) => void;
}

export function Tick({ id, label, required, checked, problem, set }: TickProps) {
  return (
    <div class="field">
      <label class="tick">
        <input
          type="checkbox"
          form="composer"
          {...{ id, required, checked }}
          {...faulty(id, problem)}
          onChange={(event) => set(event.currentTarget.checked)}
        />
        <span>
          <Text text={label} />
        </span>
      </label>
      <Problem id={id} problem={problem} />
    </div>
  );
}

function faulty(id: string, problem: string) {
  return { "aria-invalid": problem !== "", "aria-describedby": problem ? `${id}-problem` : undefined };
}

function Problem({ id, problem }: { id: string; problem: string }) {
  return problem ? (
    <p id={`${id}-problem`} class="problem">
      {problem}
    </p>
  ) : null;
}
