/** Remembers what is slow to make and depends on a language only: the formats of `Intl`. */

/** Return a function that makes each language's thing once, for the region that the browser names. */
export function remembered<T>(make: (locale: string) => T): (language: string) => T {
  const made = new Map<string, T>();
  return (language) => {
    const known = made.get(language);
    if (known !== undefined) return known;
    const fresh = make(regional(language, navigator.languages));
    made.set(language, fresh);
    return fresh;
  };
}

/** Return the first wished locale of the language: whoever reads British English has 24 hours and no "Nov 21". */
export function regional(language: string, wished: readonly string[]): string {
  return wished.find((tag) => tag.toLowerCase().split("-")[0] === language) ?? language;
}
