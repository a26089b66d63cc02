// npm run vectors: writes vectors/deposit-from-browser.json, deposits and messages that the C# tests must open.
import { writeFileSync } from 'node:fs';
import { openOwnReports } from '../../src/Escrow/Depositing/own-report.ts';
import { encodeDocument, type ReportDraft } from '../../src/Escrow/Depositing/report-document.ts';
import { type Previous, sealReport } from '../../src/Escrow/Depositing/report-sealer.ts';
import { decodeStatement } from '../../src/Escrow/Depositing/statement.ts';
import { sealMessage } from '../../src/Escrow/Messages/message.ts';
import { receiptKeysFromSeed } from '../../src/Sealing/receipt.ts';
import { fromBase64Url, fromUtf8, toBase64Url } from '../../src/Sealing/wire.ts';
import { acknowledge, aDraft, makeDeployment } from './Escrow/trial-deployment.ts';

const deployment = await makeDeployment('deposit-from-browser');
const { manifest, secret } = deployment;
const seed = await secret('receipt');
const keys = await receiptKeysFromSeed(seed);
const each = (name: string) => Promise.all([0, 1, 2].map(async (i) => toBase64Url(await secret(`${name} ${i}`))));
const good: unknown[] = [];

async function add(
  name: string,
  document: ReportDraft,
  fingerprints: (bigint | null)[],
  number: number,
  previous?: Previous,
): Promise<Previous> {
  const body = await sealReport({
    manifest,
    packetKeys: manifest.trustees,
    keys,
    document,
    fingerprints,
    number,
    ...(previous && { previous }),
  });
  const statement = fromBase64Url(body.statement);
  const { handle } = decodeStatement(statement);
  const acks = await acknowledge(deployment, body);
  const answer = { handle: toBase64Url(handle), versions: [{ ...body, acks, hour: document.written }] };
  const [own] = await openOwnReports(keys, manifest, { reports: [answer], messages: [] });
  if (own?.refused !== undefined) throw new Error(`${name} does not open: ${own.refused}`);
  const sealed = own!.latest.document!;
  const thread = { deployment: manifest.deployment, handle, threadKey: sealed.threadKey };
  const text = '¿Estáis ahí? 我还在。 \u{1f33f}';
  good.push({
    name,
    manifest: fromUtf8(deployment.manifestFile),
    manifestHash: toBase64Url(manifest.hash),
    manifestSignatures: JSON.parse(fromUtf8(deployment.signatureFile)).signatures,
    receiptSeed: toBase64Url(seed),
    packetPrivateKeys: await each('box'),
    organisationMaster: toBase64Url(await secret(document.organisation === 'legal-aid' ? 'other' : 'organisation')),
    ...body,
    acks,
    document: fromUtf8(encodeDocument(sealed)),
    message: { ...(await sealMessage(thread, 0, keys.signing, text, document.written)), direction: 0, text, hour: document.written },
  });
  return { statement, document: sealed };
}

const both = aDraft({
  answers: {
    story: [
      { text: 'In der Wäschekammer. “No” — ¡dije que no!', about: 'vor Ostern', year: 2024, month: 3 },
      { text: '我说了不。 \u{1f33f}', unknown: true },
    ],
    acts: ['B03', 'B07'],
    where: null,
    times: 2,
  },
  identifiers: aDraft().identifiers.map((identifier) => ({ ...identifier, mayRelease: true })),
});
const first = await add('a deposit', both, [0x0123456789abcdefn, 0xfedcba9876543210n], 0);
await add('its change: sent now, to another organisation', { ...both, quorum: 1, organisation: 'legal-aid' }, [5n, 6n], 0, first);
await add('kept, naming nobody', aDraft({ quorum: 'keep', identifiers: [] }), [], 15);

writeFileSync(
  'vectors/deposit-from-browser.json',
  `${JSON.stringify({ format: 'chorus/vectors/deposit-from-browser/1', good, bad: [] }, null, 2)}\n`,
);
