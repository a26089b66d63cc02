// Seals and opens what is said in a case, with the organisation's key of this tab (docs/formats/case-content.md).
import { letterText } from '../../../../Escrow/Letters/case-letter.ts';
import { currentKey, type Manifest, organisationOf } from '../../../../Escrow/Manifests/manifest.ts';
import type { KeyRing } from '../../../../Escrow/Releasing/unlock.ts';
import { type CasePlace, epochOfContent, openCaseContent, sealCaseContent } from '../../../../Sealing/case-content.ts';
import { sha256 } from '../../../../Sealing/digest.ts';
import { randomBytes } from '../../../../Sealing/random.ts';
import { SealingError } from '../../../../Sealing/sealing-error.ts';
import type { SigningKey } from '../../../../Sealing/signing.ts';
import { type Bytes, fromBase64Url, fromHex, fromUtf8, MalformedError, toBase64Url, toHex, utf8 } from '../../../../Sealing/wire.ts';
import { newestOf } from '../newest-key.ts';

/** What goes to the site, and the hash by which an event refers to it. */
export interface Sealed {
  /** 32 hex digits. */
  readonly id: string;
  /** base64url. */
  readonly sealed: string;
  /** 64 hex digits. */
  readonly hash: string;
}

export class CaseSealing {
  constructor(
    readonly manifest: Manifest,
    readonly organisation: string,
    private readonly ring: KeyRing,
  ) {}

  /** Signs what the organisation says. @throws CallFailed `new-key` where this tab has an older key. */
  get signing(): SigningKey {
    return newestOf(this.ring).signing;
  }

  /** A random id for a case or a content: 32 hex digits. */
  newId = (): string => toHex(randomBytes(16));

  async seal(caseId: string, text: string): Promise<Sealed> {
    const id = this.newId();
    const current = currentKey(organisationOf(this.manifest, this.organisation));
    // Nothing new is sealed to a key that the organisation has given up, and by nobody who could not read it again.
    newestOf(this.ring);
    const bytes = await sealCaseContent(current.recipientKey, current.epoch, this.placeOf(caseId, id), utf8(text));
    return { id, sealed: toBase64Url(bytes), hash: toHex(await sha256(bytes)) };
  }

  /** The text; null where it does not open, or is not what an event refers to by this hash. */
  async open(caseId: string, id: string, sealed: string, hash: string): Promise<string | null> {
    try {
      const bytes = fromBase64Url(sealed);
      if (toHex(await sha256(bytes)) !== hash) return null;
      const data = await this.openBytes(this.placeOf(caseId, id), bytes);
      return isLetter(data) ? letterText(data) : fromUtf8(data);
    } catch (e) {
      if (e instanceof SealingError || e instanceof MalformedError) return null;
      throw e;
    }
  }

  /**
   * What is in a sealed content, of whichever epoch.
   * @throws SealingError naming the first check that failed: `wrong-key` also where this tab has no key of its epoch.
   */
  async openBytes(place: CasePlace, sealed: Bytes): Promise<Bytes> {
    const epoch = epochOfContent(sealed);
    const own = this.ring.keys.find((held) => held.epoch === epoch);
    if (!own) throw new SealingError('wrong-key', "it was sealed to a key of the organisation's that this tab does not have");
    return openCaseContent(own.key.box, epoch, place, sealed);
  }

  private readonly placeOf = (caseId: string, content: string) => ({
    deployment: this.manifest.deployment,
    organisation: this.organisation,
    caseId: fromHex(caseId),
    content: fromHex(content),
  });
}

// A letter that was recorded is a content of the case: JSON, of which its words are shown.
const isLetter = (data: Bytes): boolean => new TextDecoder().decode(data.subarray(0, 32)).startsWith('{"format":"chorus/case-letter/');
