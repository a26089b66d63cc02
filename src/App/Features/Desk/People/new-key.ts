// <new-key>: a member with the organisation's newest key makes one for the next epoch, and reads its numbers out (docs/formats/organisation-key.md).
import { currentKey, loadManifest, type Manifest, organisationOf } from '../../../../Escrow/Manifests/manifest.ts';
import { openMasterOf } from '../../../../Escrow/Releasing/unlock.ts';
import { keyNumbers, sealKeyLink } from '../../../../Sealing/key-link.ts';
import { openMaster, organisationKeyFromMaster, wrapMaster } from '../../../../Sealing/organisation-key.ts';
import { randomBytes } from '../../../../Sealing/random.ts';
import { type Bytes, fromBase64Url, MalformedError, toBase64Url } from '../../../../Sealing/wire.ts';
import { CallFailed, type KeyChange } from '../desk-api.ts';
import { DeskForm } from '../desk-form.ts';
import { spokenFours } from './spoken-fours.ts';

export class NewKey extends DeskForm {
  protected async act(): Promise<string> {
    const [manifest, change] = await Promise.all([loadManifest((address) => fetch(address)), this.api.keyChange()]);
    const passphrase = this.field('own-passphrase').value;
    const { master, epoch } =
      change.made && !this.another ? await madeBefore(change, passphrase, manifest) : await this.make(change, passphrase, manifest);
    const { box, signing } = await organisationKeyFromMaster(master);
    master.fill(0);
    const { organisation } = change;
    // Of what was opened here, never of what the site says: it could say another key.
    const keys = { recipientKey: box.publicKey, signingKey: signing.publicKey };
    const numbers = await keyNumbers({ deployment: manifest.deployment, organisation, epoch }, keys);
    this.field('own-passphrase').value = '';
    this.show(numbers);
    return 'desk.epoch.made';
  }

  /** Whether the key that waits is given up for another: its passphrase may be forgotten, or its numbers may not fit. */
  private get another(): boolean {
    return this.querySelector<HTMLInputElement>('#another-key')?.checked ?? false;
  }

  /** Makes the key and sends all that belongs to it in one call: the site has it whole, or nothing has happened. */
  private async make(change: KeyChange, passphrase: string, manifest: Manifest): Promise<{ master: Bytes; epoch: number }> {
    const { organisation, epoch } = change;
    const { deployment } = manifest;
    const own = await this.api.key();
    if (own.epoch !== currentKey(organisationOf(manifest, organisation)).epoch) throw new CallFailed('new-key');
    if (epoch <= own.epoch) throw new MalformedError('a new key has a later epoch than the one in force');
    const { master: before, holder } = await openMasterOf(own, passphrase, manifest);
    const master = randomBytes(32);
    const { box, signing } = await organisationKeyFromMaster(master);
    const link = await sealKeyLink(master, before, { deployment, organisation, epoch, before: own.epoch });
    before.fill(0);
    await this.api.makeKey({
      epoch,
      before: own.epoch,
      recipientKey: toBase64Url(box.publicKey),
      signingKey: toBase64Url(signing.publicKey),
      link: toBase64Url(link),
      wrapped: toBase64Url(await wrapMaster(master, passphrase, { ...holder, epoch })),
    });
    return { master, epoch };
  }

  private show(numbers: string): void {
    this.querySelector('#numbers')!.replaceChildren(...spokenFours(numbers));
    this.querySelector<HTMLElement>('[data-read]')!.hidden = false;
    this.querySelector('form')!.hidden = true;
  }
}

/** The key that this member made before: it opens by the passphrase that it was made with. */
async function madeBefore(change: KeyChange, passphrase: string, manifest: Manifest): Promise<{ master: Bytes; epoch: number }> {
  const { organisation, member, made } = change;
  const { epoch, recipientKey, wrapped } = made!;
  const { deployment } = manifest;
  if (epoch <= currentKey(organisationOf(manifest, organisation)).epoch) throw new MalformedError('a key that is in force is no new one');
  const holder = { deployment, organisation, epoch, member };
  return { master: await openMaster(fromBase64Url(wrapped), passphrase, holder, fromBase64Url(recipientKey, 32)), epoch };
}
