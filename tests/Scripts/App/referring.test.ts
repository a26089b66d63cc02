import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { type Agreed, sendReferral, unsettledOf } from '../../../src/App/Features/Return/referring.ts';
import type { Visit } from '../../../src/App/Features/Return/visit.ts';
import type { DepositBody } from '../../../src/Escrow/Depositing/report-sealer.ts';
import { decodeStatement } from '../../../src/Escrow/Depositing/statement.ts';
import { deriveReceipt, newReceipt } from '../../../src/Sealing/receipt.ts';
import { fromBase64Url } from '../../../src/Sealing/wire.ts';
import { makeDeployment } from '../Escrow/trial-deployment.ts';

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

/** A site that lists no report; `answers` says what it does with each statement, null for a line that breaks. */
async function referral(answers: (Response | null)[]) {
  const { manifest, manifestFile, signatureFile } = await makeDeployment();
  const posted: DepositBody[] = [];
  globalThis.fetch = (async (address: string, init: RequestInit) => {
    if (address === '/manifest.json') return new Response(manifestFile);
    if (address === '/manifest.signatures.json') return new Response(signatureFile);
    if (address === '/packet-keys.json') return new Response(new Uint8Array());
    if (address === '/api/work') return new Response(null, { status: 404 });
    if (address === '/api/lookup') return Response.json({ reports: [], messages: [] });
    assert.equal(address, '/api/statements');
    posted.push(JSON.parse(init.body as string));
    const answer = answers.shift();
    if (!answer) throw new TypeError('the line broke');
    return answer;
  }) as typeof fetch;
  const keys = await deriveReceipt(newReceipt(), manifest.deployment);
  const visit: Visit = { keys, manifest, reports: [], found: { reports: [], messages: [] }, close: () => {} };
  const document = {
    questionnaire: { id: 'core', version: 2 },
    language: 'en',
    organisation: 'workers-centre',
    quorum: 1,
    answers: { acts: ['B03'], where: 'hotel' },
    identifiers: [],
    slots: [null, null, null, null],
    padding: [1n, 2n, 3n, 4n],
    threadKey: new Uint8Array(32),
    written: '2026-11-23T21Z',
  };
  const agreed = {
    report: { handle: 'first', document, messages: [] },
    asked: { ask: 'AAAAAAAAAAAAAAAAAAAAAA', institution: 'legal-aid' },
    shown: { visit, isOpen: () => true },
    parts: ['answers/acts'],
    by: null,
  } as unknown as Agreed;
  return { agreed, posted };
}

const taken = () => Response.json({ type: 'urn:chorus:family-full' }, { status: 409 });

test('what may have arrived goes again in the same bytes, whatever is ticked then', async () => {
  const { agreed, posted } = await referral([null, null]);
  for (const parts of [['answers/acts'], ['answers/where']])
    assert.deepEqual(await sendReferral({ ...agreed, parts }, () => {}), { failed: 'referral.unsure' });
  assert.equal(posted.length, 2);
  assert.deepEqual(posted[1], posted[0]);
  assert.deepEqual(unsettledOf(agreed)?.parts, ['answers/acts']);
});

test('where her number is taken by what the page does not list, it says so and tries no other number', async () => {
  const { agreed, posted } = await referral([taken()]);
  assert.deepEqual(await sendReferral(agreed, () => {}), { failed: 'referral.earlier' });
  assert.deepEqual(
    posted.map(({ statement }) => decodeStatement(fromBase64Url(statement)).number),
    [0],
  );
});
