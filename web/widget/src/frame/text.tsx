/** Draws a text as text, never as markup, with links for the addresses in it. */

import { withLinks } from "./links";

export function Text({ text }: { text: string }) {
  return (
    <>
      {withLinks(text).map((piece) =>
        typeof piece === "string" ? piece : <Away href={piece.href} text={piece.text} />,
      )}
    </>
  );
}

/** Leads out of the frame: in a tab of its own, which learns nothing of this one. */
export function Away({ href, text }: { href: string; text: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" dir="auto">
      {text}
    </a>
  );
}
