// Seals and opens what is said in a case, with the organisation's key of this tab (docs/formats/case-content.md).
import { letterText } from '../../../../Escrow/Letters/case-letter.ts';
import { currentKey, type Manifest, organisationOf } from '../../../../Escrow/Manifests/manifest.ts';
import { openCaseContent, sealCaseContent } from '../../../../Sealing/case-content.ts';
import { sha256 } from '../../../../Sealing/digest.ts';
import type { OrganisationKey } from '../../../../Sealing/organisation-key.ts';
import { randomBytes } from '../../../../Sealing/random.ts';
import { SealingError } from '../../../../Sealing/sealing-error.ts';
import { type Bytes, fromBase64Url, fromHex, fromUtf8, MalformedError, toBase64Url, toHex, utf8 } from '../../../../Sealing/wire.ts';

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
  /** @param epoch of the key. */
  constructor(
    readonly manifest: Manifest,
    readonly organisation: string,
    readonly epoch: number,
    readonly key: OrganisationKey,
  ) {}

  /** A random id for a case or a content: 32 hex digits. */
  newId = (): string => toHex(randomBytes(16));

  async seal(caseId: string, text: string): Promise<Sealed> {
    const id = this.newId();
    const current = currentKey(organisationOf(this.manifest, this.organisation));
    // Nothing new is sealed to a key that the organisation has given up, whichever the site handed to this tab.
    if (current.epoch !== this.epoch) throw new MalformedError('this tab has a key that is not the newest of the manifest');
    const bytes = await sealCaseContent(current.recipientKey, this.epoch, this.placeOf(caseId, id), utf8(text));
    return { id, sealed: toBase64Url(bytes), hash: toHex(await sha256(bytes)) };
  }

  /** The text; null where it does not open, or is not what an event refers to by this hash. */
  async open(caseId: string, id: string, sealed: string, hash: string): Promise<string | null> {
    try {
      const bytes = fromBase64Url(sealed);
      if (toHex(await sha256(bytes)) !== hash) return null;
      const data = await openCaseContent(this.key.box, this.epoch, this.placeOf(caseId, id), bytes);
      return isLetter(data) ? letterText(data) : fromUtf8(data);
    } catch (e) {
      if (e instanceof SealingError || e instanceof MalformedError) return null;
      throw e;
    }
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
