/** Puts a desk with a scripted server under the shell, for tests. */

import { FluentProvider, webLightTheme } from "@fluentui/react-components";
import { I18nProvider } from "@lingui/react";
import { act, render, screen, within } from "@testing-library/react";
import { type AgentSnapshot, type Event, type FromServer, Http, type Me } from "../api";
import { agentView, itemView, messageEvent, sessionView, talkSnapshot } from "../features/fixtures";
import { DEFAULTS, preferences } from "../features/preferences";
import { FakeWorld, meOf, settled } from "../realtime/fakes";
import { Announcer, i18n, speak, ToastRegion } from "../ui";
import { type Desk, openDesk } from "./desk";
import { Shell } from "./Shell";
import { WithDesk } from "./WithDesk";

export { meOf };

/** A page whose server says what the test says; every stream is answered empty unless told otherwise. */
export class Stage {
  readonly world = new FakeWorld();
  /** Bodies of HTTP answers by path; of all else the server knows nothing. */
  readonly answers: Record<string, unknown> = {};
  /** Once it is open. */
  desk: Desk | null = null;
  private readonly numbers = new Map<string, number>();

  /** Draw the shell and answer every first subscription. */
  async open(me: Me, agent: Partial<AgentSnapshot> = {}): Promise<void> {
    // Without the browser's animations Fluent shows the end of each at once, as it does under jsdom.
    Reflect.deleteProperty(Element.prototype, "animate");
    await speak("en");
    preferences.setState(DEFAULTS);
    const nothing = { text: "", version: 0 };
    const http = new Http(async (path) => new Response(JSON.stringify(this.answers[path] ?? nothing)));
    const desk = openDesk(me, http, this.world.outside);
    this.desk = desk;
    render(
      <I18nProvider i18n={i18n}>
        <FluentProvider theme={webLightTheme}>
          <WithDesk desk={desk}>
            <Shell onSignOut={async () => undefined} />
          </WithDesk>
          <Announcer />
          <ToastRegion />
        </FluentProvider>
      </I18nProvider>,
    );
    await act(async () => {
      this.world.welcome();
      if (me.agent !== null) {
        const body: AgentSnapshot = {
          of: "agent",
          me: agentView(),
          offers: [],
          sessions: [],
          items: [],
          ...agent,
        };
        this.snapshot("agent:ann", body);
        this.snapshot("queue:q1", { of: "queue", items: [] });
      }
      await settled();
    });
  }

  /** Open a desk with one session on which the customer has written. */
  async openWithSession(): Promise<void> {
    await this.open(meOf(["agent"]), { sessions: [sessionView()], items: [itemView()] });
    await this.let(() => this.snapshot("conversation:c1", talkSnapshot([messageEvent(1, "hello")]), 1));
  }

  /** Let the customer of that session write. */
  async customerWrites(text: string): Promise<void> {
    await this.happen("conversation:c1", messageEvent(0, text).body);
  }

  /** Answer a subscription. */
  snapshot(stream: string, body: Extract<FromServer, { t: "snapshot" }>["body"], n = 0): void {
    this.numbers.set(stream, n);
    this.world.socket.say({ t: "snapshot", stream, n, body }, { t: "caught_up", stream, n });
  }

  /** Let the next entries of a stream happen. */
  async happen(stream: string, ...bodies: Event["body"][]): Promise<void> {
    await act(async () => {
      for (const body of bodies) {
        const n = (this.numbers.get(stream) ?? 0) + 1;
        this.numbers.set(stream, n);
        this.world.socket.say({ t: "event", stream, n, at_ms: this.world.clock.nowMs(), body });
      }
      await settled();
    });
  }

  /** Let anything happen that changes the page. */
  async let(run: () => void): Promise<void> {
    await act(async () => {
      run();
      await settled();
    });
  }

  /** Names of the commands that were sent, oldest first. */
  commands(): string[] {
    return this.world.socket.sentOf("do").map((frame) => frame.command.name);
  }

  /** Accept the newest command. */
  async grant(): Promise<void> {
    const last = this.world.socket.sentOf("do").at(-1);
    if (last === undefined) throw new Error("no command was sent");
    await this.let(() => this.world.socket.say({ t: "result", id: last.id }));
  }
}

/** The session panel. */
export function panel() {
  return within(screen.getByRole("navigation", { name: "Sessions" }));
}
