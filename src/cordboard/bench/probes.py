"""Holds what the benches put into a page to take its times: functions of JavaScript that no page knows of."""

PROBES = """
window.bench = (() => {
  const visible = (element) => element.checkVisibility();

  // A task that a frame's own callback posts runs when that frame was handed over to be shown.
  const framed = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(null);
  }));

  const CHANGES = {
    childList: true, subtree: true, characterData: true,
    attributes: true, attributeFilter: ["style", "class", "hidden", "aria-hidden"],
  };
  // Settles with the time of the first frame after `there()` became true; null when it did not in time.
  const appears = (there, withinMs) => new Promise((done) => {
    let patience = 0;
    const observer = new MutationObserver(() => { if (there()) finish(framed()); });
    const finish = (at) => { observer.disconnect(); clearTimeout(patience); done(at); };
    patience = setTimeout(finish, withinMs, null);
    observer.observe(document.body, CHANGES);
  });

  // Looks at the first texts only: in another conversation's transcript none of them fits.
  const says = (root, pattern) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let left = 300, node = texts.nextNode(); left > 0 && node; left -= 1, node = texts.nextNode()) {
      if (pattern.test(node.data)) return visible(node.parentElement);
    }
    return false;
  };
  const anySays = (selector, pattern) =>
    [...document.querySelectorAll(selector)].some((root) => says(root, pattern));

  const INPUTS = ["pointerup", "click", "keydown"];
  const state = { tasks: [], keys: [], awaited: null };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) state.tasks.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });

  return {
    now: () => performance.now(),
    awaited: () => state.awaited,

    // Wall clock, in ms, of the frame with the alert that names somebody.
    expectOffer(selector, name, withinMs) {
      const there = () => anySays(selector, new RegExp(`${name}\\\\b`));
      state.awaited = appears(there, withinMs).then((at) => at && performance.timeOrigin + at);
    },

    // From the last input before the transcript changed to the frame that has the other one.
    expectTranscript(selector, name, withinMs) {
      const pattern = new RegExp(`^\\\\s*${name} \\\\d+: `);
      let inputAt = null;
      let shown = false;
      const note = (event) => { if (!shown) inputAt = event.timeStamp; };
      for (const type of INPUTS) addEventListener(type, note, { capture: true });
      const there = () => inputAt !== null && anySays(selector, pattern) && (shown = true);
      state.awaited = appears(there, withinMs).then((at) => {
        for (const type of INPUTS) removeEventListener(type, note, { capture: true });
        return at && at - inputAt;
      });
    },

    // From each key that changes a text to the next frame; the answer stops it and gives the times.
    watchKeys() {
      state.keys = [];
      let pressedAt = null;
      const press = (event) => { pressedAt = event.timeStamp; };
      const input = () => {
        const from = pressedAt;
        if (from !== null) framed().then((at) => state.keys.push(at - from));
      };
      addEventListener("keydown", press, { capture: true });
      addEventListener("input", input, { capture: true });
      state.stopKeys = () => {
        removeEventListener("keydown", press, { capture: true });
        removeEventListener("input", input, { capture: true });
        return state.keys;
      };
    },
    keys: () => state.stopKeys(),

    longTasks: (sinceMs) =>
      state.tasks.filter((task) => task.startTime >= sinceMs).map((task) => task.duration),

    // Times between frames, of a page that has nothing to do.
    frames: (many) => new Promise((done) => {
      const times = [];
      const frame = (at) => {
        times.push(at);
        if (times.length <= many) requestAnimationFrame(frame);
        else done(times.slice(1).map((time, index) => time - times[index]));
      };
      requestAnimationFrame(frame);
    }),

    // The same work every time: what this machine's processor is worth just now.
    task() {
      const begun = performance.now();
      let value = 1;
      for (let turn = 0; turn < 5e6; turn += 1) value = (value * 1103515245 + 12345) % 2147483648;
      return value >= 0 ? performance.now() - begun : 0;
    },
  };
})();
"""
