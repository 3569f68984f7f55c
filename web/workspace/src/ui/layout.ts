/** Names the few sizes that pages agree on: where they become narrow, and how dense they are. */

/** One column from here down: phones, 400 % zoom on a desktop (WCAG 1.4.10), or letters twice as large. */
export const NARROW_EM = 40;
export const IS_NARROW = "(max-width: 40em)";
export const NARROW = "@media (max-width: 40em)";

/** Too little for two columns beside each other. */
export const MIDDLE = "@media (max-width: 62.5em)";

/** So little height that the page scrolls as a whole instead of in parts. */
export const LOW = "@media (max-height: 20em)";

/** Of the density that the person chose; the values stand in app/page.css. */
export const DENSITY = {
  /** Inside rows, above and below. */
  row: "var(--density-row)",
  /** Between things that belong together. */
  gap: "var(--density-gap)",
  /** Around sections and inside pages. */
  page: "var(--density-page)",
  /** Between two groups of a transcript or two sections. */
  group: "var(--density-group)",
} as const;
