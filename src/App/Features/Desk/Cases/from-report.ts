// What a report at the desk brings to a new case: a title and the acts that it tells of.
import type { Manifest } from '../../../../Escrow/Manifests/manifest.ts';
import type { OrganisationKey } from '../../../../Sealing/organisation-key.ts';
import { Words } from '../../../Components/Texts/words.ts';
import type { DeskApi } from '../desk-api.ts';
import { Facts } from '../facts.ts';
import { fingerprints } from '../fingerprints.ts';
import { actsOf } from '../found.ts';
import { openReport } from '../opened-desk.ts';
import { OwnWords } from '../own-words.ts';
import type { FromReport } from './open-case.ts';

/** Opens the newest version of a report here; null where the site has none by that name, or it does not open. */
export async function reportFor(
  handle: string,
  api: DeskApi,
  manifest: Manifest,
  organisation: string,
  key: OrganisationKey,
): Promise<FromReport | null> {
  const { reports } = await api.reports();
  const entry = reports.filter((r) => r.handle === handle).sort((a, b) => b.version - a.version)[0];
  const content = entry && (await api.contents([entry]))[0];
  if (!entry || !content) return null;
  const report = await openReport({ manifest, keys: [key], organisation, fingerprintOf: fingerprints }, entry, content);
  if (!report.opened) return null;
  const facts = new Facts(Words.fromPage('texts'), manifest, new OwnWords([]));
  return { title: facts.title(report), acts: [...actsOf(report)] };
}
