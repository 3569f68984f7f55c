import { beforeEach, describe, expect, test } from "vitest";
import { MirroredKeep } from "../keep/keep";
import { FakeClock } from "../testing/fake_clock";
import { type Item, Outbox } from "./outbox";

let clock: FakeClock;
let keep: MirroredKeep;
let outbox: Outbox;

beforeEach(() => {
  clock = new FakeClock();
  keep = new MirroredKeep({});
  outbox = new Outbox(keep, clock, () => 0.5);
});

function item(id: string, changes: Partial<Item> = {}): Item {
  return {
    id,
    kind: "message",
    conversation_id: "c1",
    text: `text of ${id}`,
    visitor_name: "",
    details: [],
    notice: null,
    written_at_ms: 0,
    failed: null,
    ...changes,
  };
}

function again(): Outbox {
  return new Outbox(keep, clock, () => 0.5);
}

describe("the outbox", () => {
  test("keeps each message under a key of its own until the server has it", () => {
    outbox.put(item("1"));
    outbox.put(item("2"));
    expect(keep.keys().sort()).toEqual(["out:1", "out:2"]);
    outbox.accept("1");
    expect(keep.keys()).toEqual(["out:2"]);
  });

  test("has everything again after a reload, in order", () => {
    for (const id of ["2", "1", "3"]) outbox.put(item(id));
    expect(
      again()
        .pending()
        .map(({ id }) => id),
    ).toEqual(["1", "2", "3"]);
  });

  test("what is kept and can't be read is left out", () => {
    keep.set("out:1", "{nonsense");
    keep.set("out:2", '{"id":"2"}');
    keep.set("out:3", JSON.stringify(item("4")));
    keep.set("other", JSON.stringify(item("other")));
    expect(again().all()).toEqual([]);
  });

  test("one goes out at a time, and the same one again only when its answer is overdue", async () => {
    outbox.put(item("1"));
    outbox.put(item("2"));
    outbox.sent("1");
    expect(outbox.next()).toBeNull();
    await clock.pass(20_000);
    expect(outbox.next()?.id).toBe("1");
  });

  test("the next one goes as soon as the first is accepted", () => {
    outbox.put(item("1"));
    outbox.put(item("2"));
    outbox.sent("1");
    outbox.accept("1");
    expect(outbox.next()?.id).toBe("2");
  });

  test("refused for now, it waits longer each time", async () => {
    outbox.put(item("1"));
    const waits = [];
    for (let round = 0; round < 4; round++) {
      outbox.later("1");
      waits.push((outbox.nextDueMs() ?? 0) - clock.nowMs());
    }
    expect(waits).toEqual([300, 600, 1_200, 2_400]);
  });

  test("a new connection makes one's own due at once", () => {
    outbox.put(item("1"));
    outbox.sent("1");
    outbox.sendAllAgain();
    expect(outbox.next()?.id).toBe("1");
  });

  test("another tab's message is left to that tab for five seconds", async () => {
    outbox.changedElsewhere("out:9", JSON.stringify(item("9")));
    outbox.sendAllAgain();
    expect(outbox.next()).toBeNull();
    await clock.pass(5_000);
    expect(outbox.next()?.id).toBe("9");
  });

  test("another tab's message never holds up one's own", () => {
    outbox.changedElsewhere("out:1", JSON.stringify(item("1")));
    outbox.put(item("2"));
    expect(outbox.next()?.id).toBe("2");
  });

  test("a message without a conversation waits, a start doesn't", () => {
    outbox.put(item("1", { conversation_id: null }));
    expect(outbox.next()).toBeNull();
    outbox.put(item("1", { conversation_id: null, kind: "start" }));
    expect(outbox.next()?.id).toBe("1");
  });

  test("a failed one stays to be seen and holds nobody up", () => {
    outbox.put(item("1"));
    outbox.put(item("2"));
    outbox.fail("1", "too_large");
    expect(outbox.next()?.id).toBe("2");
    expect(again().find("1")?.failed).toBe("too_large");
  });

  test("an accepted one is shown until it is removed", () => {
    outbox.put(item("1"));
    outbox.accept("1");
    expect(outbox.all()).toMatchObject([{ accepted: true }]);
    outbox.remove("1");
    expect(outbox.all()).toEqual([]);
  });

  test("taking back gives the texts that the server never took and forgets everything", () => {
    outbox.put(item("1"));
    outbox.accept("1");
    outbox.put(item("2", { failed: "closed" }));
    outbox.put(item("3", { kind: "end", text: "" }));
    outbox.put(item("4"));
    expect(outbox.takeBack()).toEqual(["text of 2", "text of 4"]);
    expect(keep.keys()).toEqual([]);
  });
});
