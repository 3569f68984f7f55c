/** Says what goes with a first message besides its text: answers, name, and the notice that was read. */

import { FORM, type Keep, NAME } from "../keep/keep";
import type { Language } from "../language/language";
import { noticeIn } from "../settings/settings";
import { type Answers, answered, cut, readAnswers } from "./form";
import type { Item } from "./outbox";
import type { ChatState } from "./state";

/** As many characters as the server takes. */
const NAME_LIMIT = 200;

type Known = Pick<Item, "visitor_name" | "details" | "notice">;

/** For every message but the first. */
export const NOTHING_MORE: Known = { visitor_name: "", details: [], notice: null };

export function knownFirst({ answers, agreed, settings }: ChatState, language: Language): Known {
  const { questions, notice } = settings;
  const details = answered(questions, answers);
  const visitor_name = cut(details.find(({ name }) => name === "name")?.value ?? "", NAME_LIMIT);
  if (!notice) return { visitor_name, details, notice };
  const [read] = noticeIn(notice.text, language);
  return { visitor_name, details, notice: { version: notice.version, language: read, agreed } };
}

/** The customer may have left the form half done; without it, their name of last time. */
export function keptAnswers(keep: Keep): Answers {
  return { name: keep.get(NAME) ?? "", ...readAnswers(keep.get(FORM)) };
}
