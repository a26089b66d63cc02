// <change-passphrase>: wraps the member's copy of the organisation's key anew. The site sees neither passphrase.
import { loadManifest } from '../../../../Escrow/Manifests/manifest.ts';
import { openMasterOf } from '../../../../Escrow/Releasing/unlock.ts';
import { wrapMaster } from '../../../../Sealing/organisation-key.ts';
import { toBase64Url } from '../../../../Sealing/wire.ts';
import { DeskForm } from '../desk-form.ts';
import { faultOfNew } from '../new-passphrase.ts';

export class ChangePassphrase extends DeskForm {
  protected async act(): Promise<string> {
    const next = this.field('new-passphrase').value;
    const fault = faultOfNew(next, this.field('same-passphrase').value);
    if (fault !== null) return fault;
    const [manifest, own] = await Promise.all([loadManifest((address) => fetch(address)), this.api.key()]);
    const { master, holder } = await openMasterOf(own, this.field('old-passphrase').value, manifest);
    const wrapped = await wrapMaster(master, next, holder);
    master.fill(0);
    await this.api.changeKey({ epoch: own.epoch, wrapped: toBase64Url(wrapped), password: this.field('its-password').value });
    for (const field of this.querySelectorAll('input')) field.value = '';
    return 'desk.account.passphrase.done';
  }
}
