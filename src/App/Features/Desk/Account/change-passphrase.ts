// <change-passphrase>: wraps the member's copy of the organisation's key anew. The site sees neither passphrase.
import { loadManifest } from '../../../../Escrow/Manifests/manifest.ts';
import { openMasterOf } from '../../../../Escrow/Releasing/unlock.ts';
import { isLongEnough } from '../../../../Sealing/joining.ts';
import { wrapMaster } from '../../../../Sealing/organisation-key.ts';
import { toBase64Url } from '../../../../Sealing/wire.ts';
import { Words } from '../../../Components/Texts/words.ts';
import { DeskApi } from '../desk-api.ts';
import { sentenceFor } from '../desk-failure.ts';

export class ChangePassphrase extends HTMLElement {
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
      this.say(this.words.text(await this.change()));
    } catch (e) {
      this.say(sentenceFor(e, this.words));
    } finally {
      go.disabled = false;
    }
  }

  /** @returns which text says how it went. */
  private async change(): Promise<string> {
    const [old, next, same] = ['old-passphrase', 'new-passphrase', 'same-passphrase'].map((id) => this.field(id).value) as [
      string,
      string,
      string,
    ];
    if (!isLongEnough(next)) return 'desk.key.short';
    if (next !== same) return 'desk.key.differ';
    const [manifest, own] = await Promise.all([loadManifest((address) => fetch(address)), this.api.key()]);
    const { master } = await openMasterOf(own, old, manifest);
    const { organisation, epoch, member } = own;
    const wrapped = await wrapMaster(master, next, { deployment: manifest.deployment, organisation, epoch, member });
    master.fill(0);
    await this.api.changeKey({ epoch, wrapped: toBase64Url(wrapped), password: this.field('its-password').value });
    for (const field of this.querySelectorAll('input')) field.value = '';
    return 'desk.account.passphrase.done';
  }

  private field(id: string): HTMLInputElement {
    return this.querySelector<HTMLInputElement>(`#${id}`)!;
  }

  private say(sentence: string): void {
    this.querySelector('[role="status"]')!.textContent = sentence;
  }
}
