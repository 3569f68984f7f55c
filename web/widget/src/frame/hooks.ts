/** The few hooks that the frame needs, on Preact's components: its own would take much of the budget. */

import { Component, type ComponentChildren, type FunctionComponent } from "preact";
import type { Chat } from "../chat/chat";
import type { ChatState } from "../chat/state";

interface Effect {
  run: () => unknown;
  due: boolean;
  /** What the last run returned: a function takes back what it did. */
  undo: unknown;
}

let drawn: Stateful;
let at = 0;

/** What a component remembers from one drawing to the next, by the order in which it asks. */
abstract class Stateful extends Component {
  cells: unknown[] = [];
  effects: Effect[] = [];

  override componentDidMount(): void {
    for (const effect of this.effects.filter(({ due }) => due)) {
      effect.due = false;
      takeBack(effect);
      effect.undo = effect.run();
    }
  }

  override componentDidUpdate(): void {
    this.componentDidMount();
  }

  override componentWillUnmount(): void {
    for (const effect of this.effects) takeBack(effect);
  }
}

function takeBack({ undo }: Effect): void {
  if (typeof undo === "function") undo();
}

/** Makes a component of a function that uses hooks. */
export function stateful<P>(draw: (props: P) => ComponentChildren): FunctionComponent<P> {
  class Drawn extends Stateful {
    override render(): ComponentChildren {
      drawn = this;
      at = 0;
      return draw(this.props as P);
    }
  }
  return Drawn as unknown as FunctionComponent<P>;
}

function useCell<T extends object>(make: () => T): T {
  drawn.cells[at] ??= make();
  return drawn.cells[at++] as T;
}

export function useState<T>(first: T): [T, (next: T) => void] {
  const component = drawn;
  const cell = useCell(() => {
    const made: [T, (next: T) => void] = [
      first,
      (next) => {
        if (made[0] === next) return;
        made[0] = next;
        component.setState({});
      },
    ];
    return made;
  });
  return [...cell];
}

export function useRef<T>(first: T): { current: T };
export function useRef<T>(first: T | null): { current: T | null };
export function useRef<T>(first: T): { current: T } {
  return useCell(() => ({ current: first }));
}

export function useMemo<T>(make: () => T, needs: readonly unknown[]): T {
  const cell = useCell<{ needs?: readonly unknown[]; value?: T }>(() => ({}));
  if (differ(cell.needs, needs)) Object.assign(cell, { needs, value: make() });
  return cell.value as T;
}

/** Runs once what was drawn stands in the page, and again whenever one of its needs has changed. */
export function useEffect(run: () => unknown, needs: readonly unknown[]): void {
  const component = drawn;
  const effect = useCell(() => {
    const made: Effect & { needs?: readonly unknown[] } = { run, due: false, undo: undefined };
    component.effects.push(made);
    return made;
  });
  if (!differ(effect.needs, needs)) return;
  Object.assign(effect, { run, needs, due: true });
}

function differ(before: readonly unknown[] | undefined, now: readonly unknown[]): boolean {
  return !before || now.some((one, index) => one !== before[index]);
}

export function useChatState(chat: Chat): ChatState {
  const [state, setState] = useState(chat.state);
  useEffect(() => chat.onChange(() => setState(chat.state)), [chat]);
  return state;
}

/** True once `value` has been true for so long without a break; another `of` begins the wait anew. */
export function useLasting(value: boolean, delayMs: number, of?: number): boolean {
  const [lasting, setLasting] = useState<{ of: number | undefined } | null>(null);
  useEffect(() => {
    setLasting(null);
    if (!value) return;
    const timer = setTimeout(() => setLasting({ of }), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs, of]);
  return value && lasting !== null && lasting.of === of;
}
