/** Keeps the pages of applications alive while their session is open: what is typed in them stays. */

import { createStore } from "zustand/vanilla";

export interface Frame {
  /** Also the id of its element. */
  id: string;
  sessionId: string;
  applicationId: string;
  name: string;
  address: string;
  sandbox: string;
  /** How often it was loaded anew: another number is another frame. */
  loads: number;
  loading: boolean;
  /** Put to sleep, and loaded anew since: what was typed in it is gone. */
  slept: boolean;
  /** Counts up with each showing; 0 while it sleeps. */
  shownAt: number;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
  /** As `clip-path`: what lies outside the part of the page that scrolls is not drawn. */
  clip: string;
}

interface Shown {
  frames: readonly Frame[];
  /** The one that is looked at. */
  shownId: string | null;
  box: Box | null;
}

export type Wanted = Pick<Frame, "sessionId" | "applicationId" | "name" | "address" | "sandbox">;

/** More pages at once than this cost more memory than anybody looks at. */
export const FRAMES_AWAKE = 20;

export function frameId(sessionId: string, applicationId: string): string {
  return `frame-${sessionId}-${applicationId}`;
}

export class Frames {
  readonly store = createStore<Shown>(() => ({ frames: [], shownId: null, box: null }));
  private clock = 0;

  /** Show an application's page, loaded if it isn't there yet. */
  show(wanted: Wanted): void {
    this.clock += 1;
    const id = frameId(wanted.sessionId, wanted.applicationId);
    const { frames } = this.store.getState();
    const known = frames.find((frame) => frame.id === id);
    const frame = known === undefined ? fresh(id, wanted) : awake(known, wanted);
    const others = frames.filter((one) => one !== known);
    const next = withOneAsleep([...others, { ...frame, shownAt: this.clock }]);
    this.store.setState({ frames: inOrder(next), shownId: id });
  }

  /** Nobody looks at it any more; it stays as it is. */
  hide(id: string): void {
    if (this.store.getState().shownId === id) this.store.setState({ shownId: null });
  }

  place(box: Box): void {
    const { box: before } = this.store.getState();
    if (before === null || JSON.stringify(before) !== JSON.stringify(box)) this.store.setState({ box });
  }

  /** Load it anew, from the address as it is now. */
  reload(id: string, address: string): void {
    this.change(id, (one) => ({ ...one, address, loads: one.loads + 1, loading: true, slept: false }));
  }

  onLoaded(id: string): void {
    this.change(id, (one) => ({ ...one, loading: false }));
  }

  /** End all pages whose tab is gone. */
  keepOnly(isOpen: (sessionId: string, applicationId: string) => boolean): void {
    const { frames } = this.store.getState();
    const kept = frames.filter((one) => isOpen(one.sessionId, one.applicationId));
    if (kept.length < frames.length) this.store.setState({ frames: kept });
  }

  private change(id: string, by: (frame: Frame) => Frame): void {
    const { frames } = this.store.getState();
    this.store.setState({ frames: frames.map((one) => (one.id === id ? by(one) : one)) });
  }
}

/** Return whether a page is loaded, in which something may be typed. */
export function isAnyAwake({ frames }: Pick<Shown, "frames">): boolean {
  return frames.some((one) => one.shownAt > 0);
}

function fresh(id: string, wanted: Wanted): Frame {
  return { ...wanted, id, loads: 0, loading: true, slept: false, shownAt: 0 };
}

function awake(frame: Frame, { address, name }: Wanted): Frame {
  if (frame.shownAt > 0) return { ...frame, name };
  return { ...frame, name, address, loads: frame.loads + 1, loading: true, slept: true };
}

function withOneAsleep(frames: readonly Frame[]): readonly Frame[] {
  const awakeOnes = frames.filter((one) => one.shownAt > 0);
  if (awakeOnes.length <= FRAMES_AWAKE) return frames;
  const oldest = awakeOnes.reduce((one, other) => (other.shownAt < one.shownAt ? other : one));
  return frames.map((one) => (one === oldest ? { ...one, shownAt: 0 } : one));
}

/** A browser loads a frame anew that moves within the page: none may change its place among the others. */
function inOrder(frames: readonly Frame[]): readonly Frame[] {
  return [...frames].sort((one, other) => (one.id < other.id ? -1 : 1));
}
