/** Reads what the host page wants the agent to know of the customer, whatever it hands over. */

/** As many details as a conversation takes, and as long as one may be. */
const COUNT_LIMIT = 20;
const LENGTH_LIMIT = 1_000;

export type Values = Record<string, string>;

/** Texts, numbers, yes and no, as texts; nothing else is taken, and what is too long is cut. */
export function valuesOf(given: unknown): Values {
  const entries = Object.entries(typeof given === "object" && given ? given : {});
  const plain = entries.filter(([name, value]) => name && /string|number|boolean/.test(typeof value));
  return Object.fromEntries(
    plain
      .slice(0, COUNT_LIMIT)
      .map(([name, value]) => [name.slice(0, LENGTH_LIMIT), String(value).slice(0, LENGTH_LIMIT)]),
  );
}

/** What the page has said so far, and whom to ask for more. */
export class Context {
  #page: { run<T>(theirs: () => T): T | undefined };
  #values: Values = {};
  #provider: (() => unknown) | null = null;

  constructor(page: { run<T>(theirs: () => T): T | undefined }) {
    this.#page = page;
  }

  get values(): Values {
    return { ...this.#values };
  }

  set(given: unknown): void {
    this.#values = valuesOf({ ...this.#values, ...valuesOf(given) });
  }

  setProvider(provider: () => unknown): void {
    this.#provider = provider;
  }

  /** One value, or all of them and the provider too. */
  remove(name?: string): void {
    if (name !== undefined) delete this.#values[name];
    else {
      this.#values = {};
      this.#provider = null;
    }
  }

  /** The provider may take its time; what was set counts more; its failure is the page's business. */
  read(tell: (values: Values) => void): void {
    const given = this.#provider && this.#page.run(this.#provider);
    Promise.resolve(given).then(
      (more) => tell(valuesOf({ ...valuesOf(more), ...this.#values })),
      () => tell(this.#values),
    );
  }
}
