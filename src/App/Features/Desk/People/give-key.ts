// <give-key>: a member with the organisation's key gives it to one whose numbers were read out (docs/formats/joining.md).
import { loadManifest } from '../../../../Escrow/Manifests/manifest.ts';
import { openMasterOf } from '../../../../Escrow/Releasing/unlock.ts';
import { fixedTimeEquals } from '../../../../Sealing/digest.ts';
import { grantMaster, joiningNumbers } from '../../../../Sealing/joining.ts';
import { digitOf } from '../../../../Sealing/receipt.ts';
import { spokenDigits } from '../../../../Sealing/spoken-numbers.ts';
import { fromBase64Url, toBase64Url, utf8 } from '../../../../Sealing/wire.ts';
import { DeskForm } from '../desk-form.ts';

export class GiveKey extends DeskForm {
  protected async act(): Promise<string> {
    const typed = (this.field('typed-numbers').value.match(/\p{Nd}/gu) ?? []).map((digit) => digitOf(digit.codePointAt(0)!)).join('');
    if (typed.length !== spokenDigits) return 'desk.give.count';
    const member = this.dataset['member']!;
    const [manifest, own, asked] = await Promise.all([
      loadManifest((address) => fetch(address)),
      this.api.key(),
      this.api.askedKey(member),
    ]);
    const holder = { deployment: manifest.deployment, organisation: own.organisation, epoch: own.epoch, member };
    const publicKey = fromBase64Url(asked.publicKey, 32);
    if (!fixedTimeEquals(utf8(await joiningNumbers(publicKey, holder)), utf8(typed))) return 'desk.give.differ';
    const { master, recipientKey } = await openMasterOf(own, this.field('own-passphrase').value, manifest);
    const granted = await grantMaster(master, holder, recipientKey, publicKey);
    master.fill(0);
    await this.api.grantKey(member, { epoch: own.epoch, publicKey: asked.publicKey, granted: toBase64Url(granted) });
    this.field('own-passphrase').value = '';
    this.querySelector('form')!.hidden = true;
    return 'desk.give.done';
  }
}
