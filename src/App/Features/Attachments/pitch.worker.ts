// Changes the pitch of a voice while it is spoken, so that it is never recorded as it was. A delay line with two taps that sweep
// through it, each loud while the other wraps around (the "rotating heads" of old tape machines).

/** Samples that a tap sweeps through: 43 ms at 48 kHz, longer than a period of the lowest voice. */
const sweep = 2048;
const mask = 4095;

declare abstract class AudioWorkletProcessor {}
declare function registerProcessor(
  name: string,
  type: new (options: { processorOptions: { factor: number } }) => AudioWorkletProcessor,
): void;

class PitchProcessor extends AudioWorkletProcessor {
  readonly #line = new Float32Array(mask + 1);
  readonly #step: number;
  #at = 0;
  #delay = 0;

  constructor(options: { processorOptions: { factor: number } }) {
    super();
    this.#step = 1 - options.processorOptions.factor;
  }

  process([input]: Float32Array[][], [output]: Float32Array[][]): boolean {
    const from = input?.[0];
    const to = output?.[0];
    if (!to) return true;
    for (let i = 0; i < to.length; i++) {
      this.#line[this.#at] = from?.[i] ?? 0;
      this.#delay = (this.#delay + this.#step + sweep) % sweep;
      const loud = 1 - Math.abs((2 * this.#delay) / sweep - 1);
      to[i] = loud * this.#tap(this.#delay) + (1 - loud) * this.#tap((this.#delay + sweep / 2) % sweep);
      this.#at = (this.#at + 1) & mask;
    }
    return true;
  }

  #tap(delay: number): number {
    const whole = Math.floor(delay);
    const near = this.#line[(this.#at - whole) & mask]!;
    return near + (delay - whole) * (this.#line[(this.#at - whole - 1) & mask]! - near);
  }
}

registerProcessor('pitch', PitchProcessor);
