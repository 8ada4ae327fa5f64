// Sounds made here, without files. A ring of P0 differs from the others by its rhythm, so that it is told apart at any volume.
// [frequency in Hz (0 = rest), seconds]
const SCORES = {
  p0: [[988, 0.11], [0, 0.05], [988, 0.11], [0, 0.05], [988, 0.11], [0, 0.05], [1319, 0.2], [0, 0.35]],
  ring: [[659, 0.45], [0, 0.12], [523, 0.6], [0, 1.8]],
  lost: [[440, 0.25], [0, 0.06], [330, 0.25], [0, 0.06], [247, 0.5]],
  back: [[330, 0.12], [0, 0.04], [494, 0.2]],
};

let context = null;
let looping = null;
const buffers = new Map();

/** Whether the browser lets this tab sound. */
export const audible = () => context?.state === "running";

/** Asks for sound; only a click or a key of the person makes browsers agree. changed() is called when that changes. */
export function unlock(changed) {
  if (!("AudioContext" in globalThis)) return;
  if (!context) {
    context = new AudioContext();
    context.onstatechange = changed;
  }
  // Stays pending until the browser agrees, so nobody waits for it.
  context.resume().then(changed, () => {});
}

/** Rings until quiet(). It loops inside the audio system, which no hidden tab's slow timers can stretch. */
export function loop(score) {
  if (looping?.score === score) return;
  quiet();
  if (!context) return;
  looping = { score, source: play(score, true) };
}

/** Ends the ringing. */
export function quiet() {
  looping?.source.stop();
  looping = null;
}

/** Sounds one score once. */
export function once(score) {
  if (audible()) play(score, false);
}

function play(score, loops) {
  const source = context.createBufferSource();
  source.buffer = buffers.get(score) ?? render(score);
  source.loop = loops;
  source.connect(context.destination);
  source.start();
  return source;
}

function render(score) {
  const rate = context.sampleRate;
  const length = SCORES[score].reduce((sum, [, seconds]) => sum + seconds, 0);
  const buffer = context.createBuffer(1, Math.ceil(length * rate), rate);
  const samples = buffer.getChannelData(0);
  let at = 0;
  for (const [hertz, seconds] of SCORES[score]) {
    const count = Math.floor(seconds * rate);
    for (let i = 0; hertz && i < count; i++) {
      const t = i / rate;
      const swell = Math.min(1, t / 0.01, (seconds - t) / 0.04); // without it every tone would click
      const wave = Math.sin(2 * Math.PI * hertz * t) + 0.35 * Math.sin(4 * Math.PI * hertz * t);
      samples[at + i] = 0.55 * swell * wave;
    }
    at += count;
  }
  buffers.set(score, buffer);
  return buffer;
}
