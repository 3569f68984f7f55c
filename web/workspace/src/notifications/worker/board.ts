/** Keeps the operating system's notifications in step with the offers that pages tell, and with their end. */

import { answerOffer, OVER, SIGNED_OUT, standingOf, UNREACHABLE } from "./answers";
import * as rules from "./decisions";
import {
  type Answer,
  type FromPage,
  type FromWorker,
  type OfferTold,
  type Unversioned,
  VERSION,
} from "./protocol";
import type { Look, Shown, Window, World } from "./scope";

export class Board {
  private readonly told = new Map<string, OfferTold>();
  /** Ended or dismissed: a page that is behind may tell them still. */
  private readonly gone = new Set<string>();
  /** Pressed, and not settled yet. */
  private readonly answering = new Set<string>();
  /** Null until a page has said who is signed in. */
  private userId: string | null = null;
  private readonly clickedAtMs = new Map<string, number>();
  private line: Promise<void> = Promise.resolve();
  private watching: Promise<void> | null = null;

  constructor(private readonly world: World) {}

  /** The answer ends when nothing is left to be watched. */
  async hear(message: FromPage, teller: Window | null): Promise<void> {
    await this.take(message, teller);
    // Asking takes its time, and ends are not to wait for it.
    await Promise.all([this.watch(), message.t === "hello" ? this.review() : null]);
  }

  private async take(message: FromPage, teller: Window | null): Promise<void> {
    switch (message.t) {
      case "hello":
        await this.inOrder(() => this.serve(message.userId));
        break;
      case "offers":
        await this.inOrder(() => this.onOffers(message.offers, teller));
        break;
      case "over":
        await this.inOrder(() => this.end(message.ids));
        break;
      case "sample":
        await this.world.show(message.text.title, plain(message.text.body, "sample", message.icon));
    }
  }

  async onClick(notification: Shown, action: string): Promise<void> {
    const shown = rules.offerIn(notification);
    notification.close();
    if (shown === null) return this.onOtherClick(notification.tag);
    const offer = this.told.get(shown.id) ?? shown;
    this.clickedAtMs.set(offer.id, this.world.nowMs());
    if (action === "reject") await this.reject(offer);
    // What is theirs already has no alert to be led to.
    else if (action === "accept" || offer.assigned) await this.accept(offer);
    else await this.open(offer);
  }

  /** Closed by hand: whoever did it has seen it. */
  async onDismissed(notification: Shown): Promise<void> {
    const offer = rules.offerIn(notification);
    if (offer === null) return;
    const clickedMs = this.clickedAtMs.get(offer.id) ?? Number.NEGATIVE_INFINITY;
    if (this.world.nowMs() - clickedMs < rules.CLICK_SETTLES_MS) return;
    await this.dismiss(offer);
  }

  /** Close what is out of date: nothing is known of what went on while the worker slept. */
  async review(): Promise<void> {
    await this.inOrder(() => this.closeLate());
    // Pages that know of it still tell it again.
    await this.inOrder(() => this.hide((one) => one.assigned));
    await this.askAll();
  }

  private async askAll(): Promise<void> {
    await Promise.all((await this.shownOffers()).map(({ offer }) => this.ask(offer)));
  }

  /** Not in line: an answer may be long in coming, and only what follows from it is decided in order. */
  private async ask(offer: OfferTold): Promise<void> {
    // No offer any more: pages say when it is looked at, and without any it stands in the workspace.
    if (offer.assigned && (await this.world.windows()).length > 0) return;
    const standing = await standingOf(this.world, offer);
    if (standing === "over") await this.inOrder(() => this.end([offer.id]));
    // Whoever signs in again may be offered it still.
    if (standing === "signed out") await this.inOrder(() => this.hide((one) => one.id === offer.id));
  }

  /** Somebody signed in: what others were offered is none of their business. */
  private async serve(userId: string): Promise<void> {
    this.userId = userId;
    await this.hide((one) => !this.isTheirs(one));
  }

  private isTheirs(offer: OfferTold): boolean {
    return this.userId === null || offer.userId === this.userId;
  }

  private async onOffers(offers: OfferTold[], teller: Window | null): Promise<void> {
    const fresh = offers.filter((one) => !this.gone.has(one.id) && this.isTheirs(one));
    for (const one of fresh) this.told.set(one.id, one);
    await this.arrange();
    const shown = new Set((await this.shownOffers()).map(({ offer }) => offer.id));
    for (const { id } of fresh) if (shown.has(id)) say(teller, { t: "shown", id });
  }

  /** Show and close, so that exactly what is wanted is shown. */
  private async arrange(): Promise<void> {
    const shown = await this.shownOffers();
    // What was told before this worker slept stands in the notification alone.
    for (const { offer } of shown) {
      const isNews = !this.told.has(offer.id) && !this.gone.has(offer.id);
      if (isNews && this.isTheirs(offer)) this.told.set(offer.id, offer);
    }
    const windows = await this.world.windows();
    const plan = rules.arrange({
      told: [...this.told.values()].filter((one) => !this.answering.has(one.id)),
      shown: new Map(shown.map(({ offer }) => [offer.id, offer])),
      focused: windows.some((one) => one.focused),
      nowMs: this.world.nowMs(),
    });
    for (const { offer, close } of shown) if (plan.close.includes(offer.id)) close();
    if (!this.world.mayShow()) return;
    for (const offer of plan.show) await this.world.show(offer.title, rules.lookOf(offer));
  }

  private async end(ids: string[]): Promise<void> {
    for (const id of ids) this.forget(id);
    await this.hide((offer) => ids.includes(offer.id));
  }

  /** Close until a page tells it anew; what says that its answer was not sent goes, too. */
  private async hide(isMeant: (offer: OfferTold) => boolean): Promise<void> {
    const ids = [...this.told.values()].filter(isMeant).map((one) => one.id);
    for (const id of ids) this.told.delete(id);
    for (const one of await this.world.shown()) {
      const offer = one.data as OfferTold | null;
      if (offer !== null && (isMeant(offer) || ids.includes(offer.id))) one.close();
    }
  }

  /** Until nothing is shown any more: close what is over, also when no window is there to tell it. */
  private watch(): Promise<void> {
    this.watching ??= this.watchOn().finally(() => {
      this.watching = null;
    });
    return this.watching;
  }

  private async watchOn(): Promise<void> {
    const endMs = this.world.nowMs() + rules.WATCH_LIMIT_MS;
    while (this.world.nowMs() < endMs) {
      const shown = await this.shownOffers();
      if (shown.length === 0) return;
      const ends = shown.map(({ offer }) => offer.expiresAtMs - this.world.nowMs());
      await this.world.sleep(Math.max(0, Math.min(rules.ASKED_EVERY_MS, ...ends)));
      await this.inOrder(() => this.closeLate());
      if ((await this.world.windows()).length === 0) await this.askAll();
    }
  }

  private async closeLate(): Promise<void> {
    const now = this.world.nowMs();
    const late = (await this.shownOffers()).filter(({ offer }) => offer.expiresAtMs <= now);
    await this.end(late.map(({ offer }) => offer.id));
  }

  /** Forward first: browsers allow it only for a moment after the click. */
  private async accept(offer: OfferTold): Promise<void> {
    const forward = this.bringForward();
    const outcome = await this.answer(offer, "accept");
    say(await forward, answered(offer, "accept", outcome));
  }

  private async reject(offer: OfferTold): Promise<void> {
    const outcome = await this.answer(offer, "reject");
    if (outcome === "done") return;
    if (outcome === UNREACHABLE) {
      const { title, body } = offer.notSent;
      return this.world.show(title, { ...plain(body, `unsent-${offer.id}`, offer.icon), data: offer });
    }
    const window = rules.preferred(await this.world.windows()) ?? null;
    // What is over needs nobody; of anything else somebody has to hear.
    const isUrgent = outcome === SIGNED_OUT || (window === null && outcome !== OVER);
    say(isUrgent ? await this.bringForward() : window, answered(offer, "reject", outcome));
  }

  /** Send an answer and return what came of it; what is out nevertheless is shown again. */
  private async answer(offer: OfferTold, answer: Answer): Promise<string> {
    if (!this.gone.has(offer.id)) this.told.set(offer.id, offer);
    this.answering.add(offer.id);
    const outcome = await answerOffer(this.world, offer, answer);
    if (outcome === "done" || outcome === OVER) this.forget(offer.id);
    else if (outcome === SIGNED_OUT) this.told.delete(offer.id);
    else if (outcome !== UNREACHABLE) await this.ask(offer);
    this.answering.delete(offer.id);
    if (this.told.has(offer.id)) await this.inOrder(() => this.arrange());
    return outcome;
  }

  private async open(offer: OfferTold): Promise<void> {
    // In the background it comes back when the window loses the focus again.
    if (offer.mode === "always") await this.dismiss(offer);
    say(await this.bringForward(), { t: "opened", userId: offer.userId, id: offer.id });
  }

  private async onOtherClick(tag: string): Promise<void> {
    if (tag !== "sample") await this.bringForward();
    else for (const window of await this.world.windows()) say(window, { t: "sample_clicked" });
  }

  private async dismiss(offer: OfferTold): Promise<void> {
    this.forget(offer.id);
    for (const window of await this.world.windows()) say(window, { t: "dismissed", id: offer.id });
  }

  private async bringForward(): Promise<Window | null> {
    const window = rules.preferred(await this.world.windows());
    // Refused where the click was too long ago; what is said to the page holds all the same.
    if (window === undefined) return this.world.openWindow().catch(() => null);
    await window.focus().catch(() => undefined);
    return window;
  }

  private async shownOffers(): Promise<{ offer: OfferTold; close(): void }[]> {
    return (await this.world.shown()).flatMap((one) => {
      const shown = rules.offerIn(one);
      if (shown === null) return [];
      const told = this.told.get(shown.id);
      // It may have become theirs since it was shown.
      return [{ offer: told?.assigned ? told : shown, close: () => one.close() }];
    });
  }

  private forget(id: string): void {
    this.told.delete(id);
    this.gone.add(id);
    const [oldest] = this.gone;
    if (this.gone.size > rules.GONE_LIMIT && oldest !== undefined) this.gone.delete(oldest);
  }

  /** One after the other: a decision must not be overtaken by the next between its look and its deed. */
  private inOrder(run: () => Promise<void>): Promise<void> {
    const done = this.line.then(run);
    this.line = done.catch(() => undefined);
    return done;
  }
}

function answered(offer: OfferTold, answer: Answer, outcome: string): Unversioned<FromWorker> {
  const { id, userId, conversationId } = offer;
  return { t: "answered", userId, id, conversationId, answer, outcome };
}

function say(window: Window | null, message: Unversioned<FromWorker>): void {
  window?.postMessage({ ...message, v: VERSION });
}

function plain(body: string, tag: string, icon: string): Look {
  return { body, tag, icon, silent: true, requireInteraction: false, actions: [], data: null };
}
