// <restore-key>: a member who forgot the passphrase types two recovery sheets, and wraps the key under a new one.
import { loadManifest } from '../../../../Escrow/Manifests/manifest.ts';
import { holderOf } from '../../../../Escrow/Releasing/unlock.ts';
import { wrapMaster } from '../../../../Sealing/organisation-key.ts';
import { type RecoverySheet, readSheet, restoreMaster, whyNot } from '../../../../Sealing/recovery-sheet.ts';
import { SealingError } from '../../../../Sealing/sealing-error.ts';
import { toBase64Url } from '../../../../Sealing/wire.ts';
import { DeskForm } from '../desk-form.ts';
import { faultOfNew } from '../new-passphrase.ts';

export class RestoreKey extends DeskForm {
  protected async act(): Promise<string> {
    const [first, second] = [await this.sheet('first-sheet'), await this.sheet('second-sheet')];
    if (first === null) return 'desk.recovery.first.typed';
    if (second === null) return 'desk.recovery.second.typed';
    const why = whyNot(first, second);
    if (why !== null) return why === 'same' ? 'desk.recovery.same' : 'desk.recovery.sets';
    const next = this.field('restored-passphrase').value;
    const fault = faultOfNew(next, this.field('restored-again').value);
    if (fault !== null) return fault;
    const [manifest, own] = await Promise.all([loadManifest((address) => fetch(address)), this.api.key()]);
    const { holder, recipientKey } = holderOf(own, manifest);
    let wrapped: string;
    try {
      const master = await restoreMaster(first, second, { ...holder, recipientKey });
      wrapped = toBase64Url(await wrapMaster(master, next, holder));
      master.fill(0);
    } catch (e) {
      if (e instanceof SealingError && e.fault === 'wrong-key') return 'desk.recovery.other';
      throw e;
    }
    await this.api.changeKey({ epoch: own.epoch, wrapped, password: this.field('restored-password').value });
    for (const field of this.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) field.value = '';
    return 'desk.recovery.done';
  }

  private async sheet(id: string): Promise<RecoverySheet | null> {
    try {
      return await readSheet(this.querySelector<HTMLTextAreaElement>(`#${id}`)!.value);
    } catch (e) {
      if (e instanceof SealingError) return null;
      throw e;
    }
  }
}
