// Reports as a desk's site gives them, released by the trial deployment's trustees.
import type { DeskContent, DeskEntry } from '../../../src/App/Features/Desk/desk-api.ts';
import type { ReportIdentifier } from '../../../src/Escrow/Depositing/report-document.ts';
import { sealReport } from '../../../src/Escrow/Depositing/report-sealer.ts';
import { decodeStatement } from '../../../src/Escrow/Depositing/statement.ts';
import { sealMessage } from '../../../src/Escrow/Messages/message.ts';
import type { Elsewhere } from '../../../src/Escrow/Releasing/groups.ts';
import { openReleasedReport } from '../../../src/Escrow/Releasing/report-opener.ts';
import { receiptKeysFromSeed } from '../../../src/Sealing/receipt.ts';
import { fromBase64Url, toBase64Url } from '../../../src/Sealing/wire.ts';
import { aDraft, aReceiptSeed, type Deployment, release } from '../Escrow/trial-deployment.ts';

const run = new Uint8Array(16).fill(9);
const tag = new Uint8Array(8).fill(5);

export const fingerprintOf = async (_: unknown, identifier: ReportIdentifier) => BigInt(identifier.value.length);

/** A sealed report, with what the index says of it and the slot in which it was released. */
export interface Released extends DeskContent, Pick<DeskEntry, 'hour' | 'releasedHour' | 'withdrawn'> {
  readonly slot: number;
}

export const entryOf = ({ handle, version, hour, releasedHour, withdrawn, records, messages }: Released): DeskEntry => ({
  handle,
  version,
  hour,
  releasedHour,
  withdrawn,
  records: records.length,
  messages: messages.length,
  read: null,
  waits: null,
});

/** A report that was released in slot 0's stead by the identifier of this kind. */
export async function released(
  deployment: Deployment,
  kind: string,
  releasedHour: string,
  options: { message?: 0 | 1; tampered?: boolean } = {},
): Promise<Released> {
  const keys = await receiptKeysFromSeed(aReceiptSeed());
  const identifiers = [{ kind, value: `value of ${kind}`, mayRelease: true }];
  const fingerprints = [await fingerprintOf(null, identifiers[0]!)];
  const body = await sealReport({
    manifest: deployment.manifest,
    packetKeys: deployment.manifest.trustees,
    keys,
    document: aDraft({ identifiers, quorum: 1 }),
    fingerprints,
    number: 0,
  });
  const { handle } = decodeStatement(fromBase64Url(body.statement));
  const whole = { ...body, records: await release(deployment, body, [0, 1, 2, 3]) };
  const { document } = await openReleasedReport(deployment.manifest, [deployment.organisation], whole, fingerprintOf);
  const slot = document.slots.indexOf(0);
  const thread = { deployment: deployment.manifest.deployment, handle, threadKey: document.threadKey };
  const { message } = options;
  const signer = message === 0 ? keys.signing : deployment.organisation.signing;
  const messages =
    message === undefined
      ? []
      : [{ ...(await sealMessage(thread, message, signer, 'hello', releasedHour)), direction: message, hour: releasedHour }];
  const records = await release(deployment, body, [slot], [0, 1], (r) => ({ ...r, slots: r.slots.map((s) => ({ ...s, tag })) }), run);
  const content = options.tampered ? body.escrowed : body.content;
  const named = { handle: toBase64Url(handle), version: 1, hour: releasedHour, releasedHour, withdrawn: false };
  return { ...body, ...named, content, records, messages, slot };
}

/** The group of the run in which all of them were released. */
export const aGroup = (members: readonly Released[], elsewhere: readonly Elsewhere[] = []) => ({
  run: toBase64Url(run),
  tag: toBase64Url(tag),
  members: members.map(({ handle, version, slot }) => ({ handle, version, slot })),
  elsewhere,
});
