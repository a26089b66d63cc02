// Records a voice by the browser's own recorder. The microphone is asked for when recording starts and let go when it ends.
import { randomBelow } from '../../../Sealing/random.ts';

/** The first of these that the browser records. */
const types = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus', 'audio/webm'];

/** Speech is clear at this, and a minute costs 180 KB. */
const bitsPerSecond = 24_000;

/** After an hour it ends by itself. */
export const mostSeconds = 3600;

/** Whether a voice can be changed here while it is recorded. */
export const canChange = (): boolean => typeof AudioWorkletNode === 'function' && pitchScript() !== undefined;

const pitchScript = (): string | undefined => document.querySelector<HTMLMetaElement>('meta[name="pitch-script"]')?.content;

export class Recording {
  readonly #recorder: MediaRecorder;
  readonly #parts: Blob[] = [];
  readonly #letGo: () => void;
  #before = 0;
  #since = 0;

  private constructor(recorder: MediaRecorder, letGo: () => void) {
    this.#recorder = recorder;
    this.#letGo = letGo;
    recorder.addEventListener('dataavailable', ({ data }) => {
      if (data.size > 0) this.#parts.push(data);
    });
  }

  /** Asks for the microphone and starts. @throws DOMException NotAllowedError where it was refused, others where it does not work. */
  static async start(changed: boolean): Promise<Recording> {
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } });
    const stopTracks = () => {
      for (const track of microphone.getTracks()) track.stop();
    };
    try {
      const { stream, close } = changed ? await changedStream(microphone) : { stream: microphone, close: () => {} };
      const type = types.find((each) => MediaRecorder.isTypeSupported(each));
      const recorder = new MediaRecorder(stream, { audioBitsPerSecond: bitsPerSecond, ...(type !== undefined && { mimeType: type }) });
      const recording = new Recording(recorder, () => {
        stopTracks();
        close();
      });
      recorder.start(1000);
      recording.#since = performance.now();
      return recording;
    } catch (e) {
      stopTracks();
      throw e;
    }
  }

  get paused(): boolean {
    return this.#recorder.state === 'paused';
  }

  /** Recorded so far, pauses left out. */
  get seconds(): number {
    return (this.#before + (this.#recorder.state === 'recording' ? performance.now() - this.#since : 0)) / 1000;
  }

  pause() {
    this.#before = 1000 * this.seconds;
    this.#recorder.pause();
  }

  resume() {
    this.#recorder.resume();
    this.#since = performance.now();
  }

  /** Ends it and gives what was recorded. */
  async stop(): Promise<Blob> {
    this.#before = 1000 * this.seconds;
    const ended = new Promise((resolve) => this.#recorder.addEventListener('stop', resolve, { once: true }));
    this.#recorder.stop();
    await ended;
    this.#letGo();
    return new Blob(this.#parts, { type: this.#recorder.mimeType });
  }

  /** Ends it and keeps nothing. */
  discard() {
    if (this.#recorder.state !== 'inactive') this.#recorder.stop();
    this.#letGo();
    this.#parts.splice(0);
  }
}

/** The microphone through a change of pitch: what comes out is all that is ever recorded. */
async function changedStream(microphone: MediaStream): Promise<{ stream: MediaStream; close: () => void }> {
  const context = new AudioContext();
  try {
    await context.audioWorklet.addModule(pitchScript() ?? '');
    const node = new AudioWorkletNode(context, 'pitch', { processorOptions: { factor: drawnFactor() } });
    const end = context.createMediaStreamDestination();
    context.createMediaStreamSource(microphone).connect(node).connect(end);
    return { stream: end.stream, close: () => void context.close() };
  } catch (e) {
    void context.close();
    throw e;
  }
}

/** Higher or lower by three to five semitones, another each time: one that is known could be turned back. */
function drawnFactor(): number {
  const semitones = 3 + randomBelow(256) / 128;
  return 2 ** ((randomBelow(2) === 0 ? semitones : -semitones) / 12);
}
