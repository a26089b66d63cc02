// A page of the desk whose content exists only while the organisation's key is unlocked in this tab's memory.
import { loadManifest, type Manifest } from '../../../Escrow/Manifests/manifest.ts';
import { type KeyRing, unlockKeyRing } from '../../../Escrow/Releasing/unlock.ts';
import { byId } from '../../Components/Dom/element.ts';
import { Words } from '../../Components/Texts/words.ts';
import type { DeskApi } from './desk-api.ts';
import { sentenceFor } from './desk-failure.ts';
import { IdleLock } from './idle-lock.ts';

/** The keys that a passphrase opened. */
export interface UnlockedKeys {
  readonly ring: KeyRing;
  readonly organisation: string;
  /** The id of the member whose passphrase it was. */
  readonly member: string;
  readonly manifest: Manifest;
}

export abstract class LockedPage<Open> extends HTMLElement {
  protected readonly words = Words.fromPage('texts');
  /** What exists only while the page is unlocked; dropped as a whole by locking. */
  protected unlocked: Open | null = null;
  protected abstract readonly api: DeskApi;
  /** The text that says what is locked. */
  protected abstract readonly whileLocked: string;
  /** How often it was locked: an unlocking that was overtaken by one opens nothing. */
  private locks = 0;
  private readonly idle = new IdleLock(
    () => this.lock('desk.lock.idle'),
    (due) => {
      if (this.unlocked === null) return;
      const time = new Intl.DateTimeFormat(this.words.language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(due);
      byId('lock-state', HTMLElement).textContent = this.words.text('desk.lock.state', { time });
    },
  );

  connectedCallback(): void {
    byId('unlock', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.unlock();
    });
    // A passphrase that waits in its field is as good as an open desk to whoever comes by.
    byId('passphrase', HTMLInputElement).addEventListener('input', () => this.idle.start());
    byId('lock', HTMLButtonElement).addEventListener('click', () => this.lock('desk.lock.done'));
    // A page kept by the browser for going back would keep the key with it.
    addEventListener('pagehide', () => this.lock('desk.lock.done'));
    this.lock('');
    // The page comes with both disabled: what was typed before this point would be lost, and a press go to nobody.
    byId('passphrase', HTMLInputElement).disabled = byId('unlock-go', HTMLButtonElement).disabled = false;
  }

  /** Makes what exists while the page is unlocked, and what shows it first, called once it is. */
  protected abstract open(unlocked: UnlockedKeys): Promise<{ readonly open: Open; readonly show: () => void }>;

  /** Takes everything that was opened off the page. */
  protected abstract forget(): void;

  private async unlock(): Promise<void> {
    const field = byId('passphrase', HTMLInputElement);
    const go = byId('unlock-go', HTMLButtonElement);
    const { locks } = this;
    this.say(this.words.text('desk.unlock.busy'));
    go.disabled = true;
    try {
      const [manifest, answer] = await Promise.all([loadManifest((address) => fetch(address)), this.api.key()]);
      const ring = await unlockKeyRing(answer, field.value, manifest);
      const { open, show } = await this.open({ ring, organisation: answer.organisation, member: answer.member, manifest });
      if (locks !== this.locks) return;
      this.unlocked = open;
      byId('ring-short', HTMLElement).hidden = ring.isWhole;
      field.value = '';
      this.say('');
      this.setAttribute('data-state', 'open');
      this.idle.start();
      show();
    } catch (e) {
      if (locks !== this.locks) return;
      this.say(sentenceFor(e, this.words));
      field.select();
      field.focus();
    } finally {
      go.disabled = false;
    }
  }

  /** Forgets the key and everything that was opened, on the page and in memory. */
  private lock(why: string): void {
    this.locks++;
    this.idle.stop();
    this.forget();
    this.unlocked = null;
    this.setAttribute('data-state', 'locked');
    byId('ring-short', HTMLElement).hidden = true;
    byId('passphrase', HTMLInputElement).value = '';
    byId('lock-state', HTMLElement).textContent = this.words.text(this.whileLocked);
    this.say(why && this.words.text(why));
  }

  /** A sentence beside the unlock form. */
  private say(sentence: string): void {
    byId('unlock-status', HTMLElement).textContent = sentence;
  }
}
