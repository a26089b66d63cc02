// <ask-for-key>: a member without the organisation's key asks for it, reads out numbers, and takes what was given (docs/formats/joining.md).
import { loadManifest, type Manifest } from '../../../../Escrow/Manifests/manifest.ts';
import { holderOf, ringOf } from '../../../../Escrow/Releasing/unlock.ts';
import type { BoxKey } from '../../../../Sealing/hpke.ts';
import { type Joiner, joiningNumbers, newJoining, openGrant, openJoining } from '../../../../Sealing/joining.ts';
import { wrapMaster } from '../../../../Sealing/organisation-key.ts';
import { fromBase64Url, toBase64Url } from '../../../../Sealing/wire.ts';
import { Words } from '../../../Components/Texts/words.ts';
import { CallFailed, DeskApi } from '../desk-api.ts';
import { sentenceFor } from '../desk-failure.ts';
import { faultOfNew } from '../new-passphrase.ts';
import { spokenFours } from './spoken-fours.ts';

/** What a joining is about, and what has become of it at the site. */
interface Where {
  readonly manifest: Manifest;
  readonly joiner: Joiner;
  readonly answer: Awaited<ReturnType<DeskApi['ownKeyRequest']>>;
}

type Step = 'choose' | 'return' | 'numbers' | 'done';

export class AskForKey extends HTMLElement {
  private readonly words = Words.fromPage('texts');
  private readonly api = new DeskApi();
  /** After the passphrase was typed: until the page is left. */
  private opened: { readonly key: BoxKey; readonly passphrase: string } | null = null;

  connectedCallback(): void {
    this.on('[data-step="choose"] form', 'submit', () => this.ask());
    this.on('[data-step="return"] form', 'submit', () => this.comeBack());
    this.on('[data-look]', 'click', () => this.look());
    this.on('[data-anew]', 'click', async () => this.show('choose'));
    void this.run(async () => this.show((await this.api.ownKeyRequest()).kept === null ? 'choose' : 'return'));
  }

  private async ask(): Promise<void> {
    const first = this.value('new-passphrase');
    const fault = faultOfNew(first, this.value('same-passphrase'));
    if (fault !== null) return this.say(fault);
    const { joiner } = await this.where();
    const joining = await newJoining(first, joiner);
    await this.api.askForKey({ publicKey: toBase64Url(joining.publicKey), kept: toBase64Url(joining.kept) });
    await this.open(joining.key, first, joiner);
  }

  /** The public half that the site gives back counts only if the passphrase opens what names it. */
  private async comeBack(): Promise<void> {
    const where = await this.where();
    const { joiner, answer } = where;
    if (answer.kept === null || answer.publicKey === null) return this.show('choose');
    const joining = { publicKey: fromBase64Url(answer.publicKey), kept: fromBase64Url(answer.kept) };
    const passphrase = this.value('own-passphrase');
    this.opened = { key: await openJoining(joining, passphrase, joiner), passphrase };
    await this.look(where);
  }

  private async open(key: BoxKey, passphrase: string, joiner: Joiner): Promise<void> {
    this.opened = { key, passphrase };
    this.querySelector('#numbers')!.replaceChildren(...spokenFours(await joiningNumbers(key.publicKey, joiner)));
    this.show('numbers');
  }

  /** @param where what the site has just answered; asked for anew without it. */
  private async look(where?: Where): Promise<void> {
    const { manifest, joiner, answer } = where ?? (await this.where());
    const { opened } = this;
    if (!opened) return this.show('return');
    if (answer.granted === null) {
      if (this.step !== 'numbers') return this.open(opened.key, opened.passphrase, joiner);
      return this.say('desk.key.not-yet');
    }
    const { holder, recipientKey } = holderOf(answer, manifest);
    const master = await openGrant(fromBase64Url(answer.granted), opened.key, holder, recipientKey);
    const wrapped = await wrapMaster(master, opened.passphrase, holder);
    // What the member has opens what is old: it goes once the new one is seen to lead there.
    const { keys } = await ringOf(master, answer, manifest);
    const held = await this.heldEpoch();
    if (held !== null && !keys.some(({ epoch }) => epoch === held)) return this.say('desk.key.no-way');
    await this.api.takeKey({ epoch: answer.epoch, wrapped: toBase64Url(wrapped) });
    this.opened = null;
    this.show('done');
  }

  /** Of the key that the member has by now; null for none. */
  private async heldEpoch(): Promise<number | null> {
    try {
      return (await this.api.key()).epoch;
    } catch (e) {
      if (e instanceof CallFailed && e.reason === 'no-key') return null;
      throw e;
    }
  }

  private async where(): Promise<Where> {
    const [manifest, answer] = await Promise.all([loadManifest((address) => fetch(address)), this.api.ownKeyRequest()]);
    return { manifest, answer, joiner: { deployment: manifest.deployment, organisation: answer.organisation, member: answer.member } };
  }

  private get step(): string | undefined {
    return this.querySelector<HTMLElement>('[data-step]:not([hidden])')?.dataset['step'];
  }

  private show(step: Step): void {
    for (const part of this.querySelectorAll<HTMLElement>('[data-step]')) part.hidden = part.dataset['step'] !== step;
    for (const field of this.querySelectorAll('input')) field.value = '';
    this.say(null);
  }

  private value(id: string): string {
    return this.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
  }

  private say(text: string | null): void {
    this.querySelector('[role="status"]')!.textContent = text === null ? '' : this.words.text(text);
  }

  private on(selector: string, event: string, act: () => Promise<void>): void {
    this.querySelector(selector)?.addEventListener(event, (e) => {
      e.preventDefault();
      void this.run(act);
    });
  }

  /** One thing at a time: what takes seconds is not begun twice. */
  private async run(act: () => Promise<void>): Promise<void> {
    const buttons = [...this.querySelectorAll('button')];
    for (const button of buttons) button.disabled = true;
    this.say('desk.unlock.busy');
    try {
      await act();
    } catch (e) {
      this.say(sentenceFor(e, this.words));
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  }
}
