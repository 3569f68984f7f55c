/** Makes the text that a customer takes away: the whole conversation, with names and local times. */

import type { Line } from "../chat/lines";
import type { Words } from "../language/words";
import { authorName, noticeText } from "./wording";

export function plainText(words: Words, locale: string, lines: readonly Line[]): string {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const said = lines.map((line) => {
    const text =
      line.kind === "notice" ? noticeText(words, line) : `${authorName(words, line)}: ${line.text}`;
    return text && `[${time.format(line.at_ms)}] ${text}`;
  });
  return said.filter(Boolean).join("\n");
}

/** Some browsers keep the clipboard from pages in frames; the old way works there. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}
