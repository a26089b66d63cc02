// What <voice-note> shows once it is opened: start, pause, go on, keep, delete; and below it what was recorded before.
import '../Write/Bundled/keys.ts';
import { button, element } from '../../Components/Dom/element.ts';
import type { Text } from '../Write/texts.ts';
import { filesOf } from './attach-files.ts';
import type { AttachedFiles, Item } from './attached-files.ts';
import { tell } from './file-rows.ts';
import { canChange, mostSeconds, Recording } from './recording.ts';

export class VoicePanel {
  #recording: Recording | null = null;
  #clock = 0;
  #changed = false;

  constructor(
    private readonly panel: HTMLElement,
    private readonly form: HTMLFormElement,
    private readonly text: Text,
    private readonly question: string,
    private readonly closed: () => void,
  ) {
    this.#before('');
    (panel.querySelector('button') as HTMLButtonElement).focus();
  }

  /** The person goes on to another page: what was said so far is kept. */
  leave() {
    if (this.#recording) void this.#keep();
    else this.#close();
  }

  /** Nothing of it is kept. */
  forget() {
    this.#recording?.discard();
    this.#recording = null;
    this.#close();
  }

  #before(mend: string) {
    const changed = element('input', { type: 'checkbox' });
    changed.checked = this.#changed;
    changed.addEventListener('change', () => {
      this.#changed = changed.checked;
    });
    const words = element('span', {}, this.text('voice.change'), element('small', {}, this.text('voice.change.more')));
    this.panel.replaceChildren(
      ...(canChange() ? [element('label', { class: 'choice' }, words, changed)] : []),
      element('p', { class: 'mend', role: 'alert' }, mend),
      button(this.text('voice.start'), () => void this.#start(), { class: 'quiet' }),
      button(this.text('voice.close'), () => this.#close(), { class: 'plain' }),
    );
    this.panel.hidden = false;
  }

  async #start() {
    try {
      this.#recording = await Recording.start(this.#changed);
    } catch (e) {
      this.#before(this.text(e instanceof DOMException && e.name === 'NotAllowedError' ? 'voice.denied' : 'voice.failed'));
      return;
    }
    this.#during();
  }

  #during() {
    const time = element('p', { class: 'time' });
    const pause = button(this.text('voice.pause'), () => this.#turn(pause), { class: 'quiet' });
    const tick = () => {
      const seconds = this.#recording?.seconds ?? 0;
      time.textContent = this.text(this.#recording?.paused ? 'voice.paused' : 'voice.running', { time: clockOf(seconds) });
      if (seconds >= mostSeconds) void this.#keep();
    };
    this.#clock = window.setInterval(tick, 500);
    tick();
    this.panel.replaceChildren(
      time,
      pause,
      button(this.text('voice.stop'), () => void this.#keep(), { class: 'go' }),
      button(this.text('voice.delete'), () => this.forget(), { class: 'plain' }),
    );
    pause.focus();
  }

  #turn(pause: HTMLButtonElement) {
    if (!this.#recording) return;
    if (this.#recording.paused) this.#recording.resume();
    else this.#recording.pause();
    pause.textContent = this.text(this.#recording.paused ? 'voice.resume' : 'voice.pause');
  }

  async #keep() {
    const recording = this.#recording;
    this.#recording = null;
    if (!recording) return;
    const [whole, files] = await Promise.all([recording.stop(), filesOf(this.form, this.text)]);
    if (whole.size > 0) files.addRecording(whole, this.text('voice.name'), this.question, Math.round(recording.seconds));
    this.#close();
  }

  #close() {
    window.clearInterval(this.#clock);
    this.panel.hidden = true;
    this.panel.replaceChildren();
    this.closed();
  }
}

/** The recordings that answer a question: listen, delete. */
export function showRecordings(list: HTMLElement, items: readonly Item[], files: AttachedFiles) {
  list.hidden = items.length === 0;
  const before = new Map([...list.children].map((row) => [(row as HTMLElement).dataset['id'], row as HTMLElement]));
  const focused = list.contains(document.activeElement);
  list.replaceChildren(...items.map((item) => before.get(item.kept.id) ?? rowOf(item, files)));
  // Whoever deletes by keys goes on at the button for the next recording.
  if (focused && !list.contains(document.activeElement)) list.closest('voice-note')?.querySelector<HTMLElement>('[data-open]')?.focus();
  for (const [i, item] of items.entries()) {
    const state = list.children[i]!.querySelector('[data-state]') as HTMLElement;
    const said = stateOf(item, files);
    if (state.textContent !== said) state.textContent = said;
    (list.children[i] as HTMLElement).dataset['file'] = item.state;
    (list.children[i]!.querySelector('[data-again]') as HTMLElement).hidden = item.state !== 'stopped' && item.state !== 'full';
  }
  tell(
    list,
    items,
    (item) => nameOf(item, files),
    (item) => stateOf(item, files),
  );
}

// Made once for each recording, so that one that is being listened to goes on while its upload does.
function rowOf(item: Item, files: AttachedFiles): HTMLElement {
  const { text } = files;
  const again = button(text('files.again'), () => files.again(item), { class: 'plain', 'data-again': '' });
  return element(
    'li',
    { 'data-id': item.kept.id },
    element('b', {}, nameOf(item, files)),
    element('p', { class: 'small', 'data-state': '' }),
    item.file ? playerOf(item.file, text('voice.listen')) : null,
    element(
      'p',
      { class: 'acts' },
      again,
      button(text('voice.delete'), () => files.remove(item), { class: 'plain' }),
    ),
  );
}

const nameOf = ({ kept }: Item, { text }: AttachedFiles): string =>
  kept.seconds ? text('voice.kept', { time: clockOf(kept.seconds) }) : kept.name;

function stateOf({ state, part }: Item, { text }: AttachedFiles): string {
  if (state === 'done') return text('voice.done');
  if (state === 'sending') return text('files.sending', { percent: Math.max(0, Math.floor(100 * part)) });
  return text(state === 'left' ? 'voice.left' : state === 'full' ? 'files.full' : 'files.stopped');
}

/** The browser's own player: its buttons are known, and go by keys. */
export function playerOf(file: Blob, label: string): HTMLAudioElement {
  const player = element('audio', { controls: true, preload: 'metadata', 'aria-label': label });
  player.src = URL.createObjectURL(file);
  return player;
}

/** Minutes and seconds, 1:05. */
export const clockOf = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
