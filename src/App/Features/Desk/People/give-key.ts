// <give-key>: a member with the organisation's key gives it to one whose numbers were read out (docs/formats/joining.md).
import { loadManifest } from '../../../../Escrow/Manifests/manifest.ts';
import { openMasterOf } from '../../../../Escrow/Releasing/unlock.ts';
import { fixedTimeEquals } from '../../../../Sealing/digest.ts';
import { grantMaster, joiningDigits, joiningNumbers } from '../../../../Sealing/joining.ts';
import { digitOf } from '../../../../Sealing/receipt.ts';
import { fromBase64Url, toBase64Url, utf8 } from '../../../../Sealing/wire.ts';
import { Words } from '../../../Components/Texts/words.ts';
import { DeskApi } from '../desk-api.ts';
import { sentenceFor } from '../desk-failure.ts';

export class GiveKey extends HTMLElement {
  private readonly words = Words.fromPage('texts');
  private readonly api = DeskApi.ofPage();

  connectedCallback(): void {
    this.querySelector('form')!.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.run();
    });
  }

  private async run(): Promise<void> {
    const go = this.querySelector('button')!;
    go.disabled = true;
    this.say(this.words.text('desk.unlock.busy'));
    try {
      this.say(await this.give());
    } catch (e) {
      this.say(sentenceFor(e, this.words));
    } finally {
      go.disabled = false;
    }
  }

  /** @returns what to say. */
  private async give(): Promise<string> {
    const typed = (this.field('typed-numbers').value.match(/\p{Nd}/gu) ?? []).map((digit) => digitOf(digit.codePointAt(0)!)).join('');
    if (typed.length !== joiningDigits) return this.words.text('desk.give.count');
    const member = this.dataset['member']!;
    const [manifest, own, asked] = await Promise.all([
      loadManifest((address) => fetch(address)),
      this.api.key(),
      this.api.askedKey(member),
    ]);
    const holder = { deployment: manifest.deployment, organisation: own.organisation, epoch: own.epoch, member };
    const publicKey = fromBase64Url(asked.publicKey, 32);
    if (!fixedTimeEquals(utf8(await joiningNumbers(publicKey, holder)), utf8(typed))) return this.words.text('desk.give.differ');
    const { master, recipientKey } = await openMasterOf(own, this.field('own-passphrase').value, manifest);
    const granted = await grantMaster(master, holder, recipientKey, publicKey);
    master.fill(0);
    await this.api.grantKey(member, { epoch: own.epoch, publicKey: asked.publicKey, granted: toBase64Url(granted) });
    this.field('own-passphrase').value = '';
    this.querySelector('form')!.hidden = true;
    return this.words.text('desk.give.done');
  }

  private field(id: string): HTMLInputElement {
    return this.querySelector<HTMLInputElement>(`#${id}`)!;
  }

  private say(sentence: string): void {
    this.querySelector('[role="status"]')!.textContent = sentence;
  }
}
