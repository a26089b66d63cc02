// The fingerprint of an identifier, for the check that a released slot held what its report says.
import { canonicalForm } from '../../../Escrow/Identifiers/canonical.ts';
import { fingerprintOf } from '../../../Escrow/Identifiers/fingerprint.ts';
import type { IdentifierKind } from '../../../Escrow/Identifiers/identifier-kind.ts';
import type { FingerprintOf } from '../../../Escrow/Releasing/report-opener.ts';

/** As the reporter's browser made it; null where the value cannot be made comparable. */
export const fingerprints: FingerprintOf = async (salt, { kind, value, region, place }) => {
  const form = await canonicalForm({ kind: kind as IdentifierKind, value, region, place });
  return form.ok ? fingerprintOf(salt, kind as IdentifierKind, form.canonical) : null;
};
