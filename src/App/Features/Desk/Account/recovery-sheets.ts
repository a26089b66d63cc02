// <recovery-sheets>: prints the organisation's key as three sheets (docs/formats/recovery-sheet.md). The site sees none of them.
import { loadManifest } from '../../../../Escrow/Manifests/manifest.ts';
import { openMasterOf } from '../../../../Escrow/Releasing/unlock.ts';
import { makeSheets } from '../../../../Sealing/recovery-sheet.ts';
import { element } from '../../../Components/Dom/element.ts';
import { DeskForm } from '../desk-form.ts';

export class RecoverySheets extends DeskForm {
  override connectedCallback(): void {
    super.connectedCallback();
    this.querySelector('[data-print]')!.addEventListener('click', () => print());
    this.querySelector('[data-printed]')!.addEventListener('click', () => this.forget());
  }

  /** The sheets are the key itself, and stay good for ever. */
  protected override forget(): void {
    super.forget();
    this.querySelector('[data-sheets]')!.replaceChildren();
    this.offer(false);
  }

  private offer(sheets: boolean): void {
    for (const shown of this.querySelectorAll<HTMLElement>('[data-print], [data-printed], [data-spool]')) shown.hidden = !sheets;
  }

  protected async act(): Promise<string> {
    const [manifest, own] = await Promise.all([loadManifest((address) => fetch(address)), this.api.key()]);
    const { master, holder, recipientKey } = await openMasterOf(own, this.field('sheets-passphrase').value, manifest);
    const { sheets, set } = await makeSheets(master, { ...holder, recipientKey });
    master.fill(0);
    this.field('sheets-passphrase').value = '';
    this.querySelector('[data-sheets]')!.replaceChildren(...sheets.map((sheet, at) => this.paper(sheet, at + 1, set)));
    this.offer(true);
    return 'desk.recovery.made';
  }

  private paper(sheet: string, number: number, set: string): HTMLElement {
    const { words } = this;
    return element(
      'article',
      { class: 'paper' },
      element('h2', {}, words.text('desk.recovery.sheet', { number })),
      element('p', {}, words.text('desk.recovery.keep', { organisation: this.dataset['organisation']! })),
      element('p', { class: 'typed', dir: 'ltr' }, sheet),
      element('p', { class: 'note' }, words.text('desk.recovery.set', { set })),
    );
  }
}
