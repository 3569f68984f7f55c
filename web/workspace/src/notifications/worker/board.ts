/** Keeps the operating system's notifications in step with the offers that pages tell, and with their end. */

import { answerOffer, isOut, UNREACHABLE } from "./answers";
import * as rules from "./decisions";
import { type FromPage, type FromWorker, type OfferTold, type Unversioned, VERSION } from "./protocol";
import type { Look, Shown, Window, World } from "./scope";

export class Board {
  private readonly told = new Map<string, OfferTold>();
  /** Ended or dismissed: a page that is behind may tell them still. */
  private readonly gone = new Set<string>();
  private readonly clickedAtMs = new Map<string, number>();
  private line: Promise<void> = Promise.resolve();
  private watching: Promise<void> | null = null;

  constructor(private readonly world: World) {}

  /** The answer ends when nothing is left to be watched. */
  async hear(message: FromPage, teller: Window | null): Promise<void> {
    switch (message.t) {
      case "hello":
        await this.inOrder(() => this.review(message.userId));
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
    await this.watch();
  }

  async onClick(notification: Shown, action: string): Promise<void> {
    const offer = rules.offerIn(notification);
    notification.close();
    if (offer === null) return this.onOtherClick(notification.tag);
    this.clickedAtMs.set(offer.id, this.world.nowMs());
    if (action === "reject") await this.reject(offer);
    else if (action === "accept") await this.accept(offer);
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
  async review(userId: string | null = null): Promise<void> {
    for (const { offer, close } of await this.shownOffers()) {
      const isTheirs = userId === null || offer.userId === userId;
      const isOver = offer.expiresAtMs <= this.world.nowMs() || (await isOut(this.world, offer)) === false;
      if (!isTheirs || isOver) close();
      else this.told.set(offer.id, offer);
    }
  }

  private async onOffers(offers: OfferTold[], teller: Window | null): Promise<void> {
    const fresh = offers.filter((one) => !this.gone.has(one.id));
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
      if (!this.told.has(offer.id) && !this.gone.has(offer.id)) this.told.set(offer.id, offer);
    }
    const windows = await this.world.windows();
    const plan = rules.arrange({
      told: [...this.told.values()],
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
    for (const { offer, close } of await this.shownOffers()) if (ids.includes(offer.id)) close();
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
      await this.inOrder(() => this.closeOver());
    }
  }

  private async closeOver(): Promise<void> {
    const isAlone = (await this.world.windows()).length === 0;
    for (const { offer, close } of await this.shownOffers()) {
      const isLate = offer.expiresAtMs <= this.world.nowMs();
      if (!isLate && !(isAlone && (await isOut(this.world, offer)) === false)) continue;
      this.forget(offer.id);
      close();
    }
  }

  /** Forward first: browsers allow it only for a moment after the click. */
  private async accept(offer: OfferTold): Promise<void> {
    this.forget(offer.id);
    const forward = this.bringForward();
    const outcome = await answerOffer(this.world, offer, "accept");
    const { id, conversationId } = offer;
    say(await forward, { t: "answered", id, conversationId, outcome });
  }

  private async reject(offer: OfferTold): Promise<void> {
    this.forget(offer.id);
    const outcome = await answerOffer(this.world, offer, "reject");
    if (outcome === "not_signed_in") await this.bringForward();
    if (outcome !== UNREACHABLE) return;
    const { title, body } = offer.notSent;
    await this.world.show(title, plain(body, `unsent-${offer.id}`, offer.icon));
  }

  private async open(offer: OfferTold): Promise<void> {
    // In the background it comes back when the window loses the focus again.
    if (offer.mode === "always") await this.dismiss(offer);
    say(await this.bringForward(), { t: "opened", id: offer.id });
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
    if (window === undefined) return this.world.openWindow();
    // Refused where the click was too long ago; what is said to the page holds all the same.
    await window.focus().catch(() => undefined);
    return window;
  }

  private async shownOffers(): Promise<{ offer: OfferTold; close(): void }[]> {
    return (await this.world.shown()).flatMap((one) => {
      const offer = rules.offerIn(one);
      return offer === null ? [] : [{ offer, close: () => one.close() }];
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

function say(window: Window | null, message: Unversioned<FromWorker>): void {
  window?.postMessage({ ...message, v: VERSION });
}

function plain(body: string, tag: string, icon: string): Look {
  return { body, tag, icon, silent: true, requireInteraction: false, actions: [], data: null };
}
