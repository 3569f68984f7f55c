// Counts sounds by their first notes, and the notes that sound now.
(() => {
  const FIRST = { 784: "chime", 880: "bell", 220: "knock", 523: "rise", 659: "fall", 988: "pulse" };
  const heard = [];
  const sounding = new Set();
  let last = -1;
  const { start, stop } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (at) {
    // Notes that begin together or later are of the sound whose first note came in the same moment.
    const now = this.context.currentTime;
    if (now !== last) heard.push(FIRST[Math.round(this.frequency.value)] ?? "unknown");
    last = now;
    sounding.add(this);
    this.addEventListener("ended", () => sounding.delete(this));
    return start.call(this, at);
  };
  OscillatorNode.prototype.stop = function (at) {
    if (at === undefined) sounding.delete(this);
    return at === undefined ? stop.call(this) : stop.call(this, at);
  };
  window.heardSounds = () => heard;
  window.soundsNow = () => sounding.size;
})();
