import assert from 'node:assert/strict';
import { test } from 'node:test';
import { circlesOf } from '../../../src/App/Features/Desk/Circles/group-circles.ts';
import { KeptCircles, type Send } from '../../../src/App/Features/Desk/Circles/kept-circles.ts';
import type { DeskApi } from '../../../src/App/Features/Desk/desk-api.ts';
import type { DeskReport } from '../../../src/App/Features/Desk/opened-desk.ts';
import type { Manifest } from '../../../src/Escrow/Manifests/manifest.ts';
import type { Message } from '../../../src/Escrow/Messages/message.ts';
import type { CircleState, MessageKind } from '../../../src/Escrow/Messages/message-kind.ts';
import { wrapCircleRoot } from '../../../src/Sealing/circle-root.ts';
import { circleSeat, sealTaken } from '../../../src/Sealing/circle-seat.ts';
import { randomBytes } from '../../../src/Sealing/random.ts';
import { toBase64Url } from '../../../src/Sealing/wire.ts';

const place = { deployment: randomBytes(16), circle: randomBytes(16) };
const circle = toBase64Url(place.circle);
const root = randomBytes(32);
const advocate = await circleSeat(root, place.circle);

function report(handle: string, family: Uint8Array, kinds: readonly [0 | 1, MessageKind][]): DeskReport {
  const ask: MessageKind = { kind: 'circle-ask', circle, signing: 's', box: 'b', others: 4 };
  const all: readonly [0 | 1, MessageKind][] = [[1, ask], ...kinds];
  const messages = all.map(
    ([direction, kind], i): Message => ({ id: `${handle}${i}`, direction, text: 'x', hour: '2026-11-23T21Z', kind }),
  );
  return { handle, messages, answer: { withdrawn: false }, opened: { statement: { family } } } as unknown as DeskReport;
}

async function agreed(handle: string, name: string): Promise<DeskReport> {
  const family = randomBytes(32);
  const taken = await sealTaken(advocate.box.publicKey, place, family, await circleSeat(randomBytes(32), place.circle), name);
  return report(handle, family, [[0, { kind: 'circle-answer', ask: `${handle}0`, said: 'yes', taken: toBase64Url(taken) }]]);
}

const refused = (handle: string) =>
  report(handle, randomBytes(32), [[0, { kind: 'circle-answer', ask: `${handle}0`, said: 'no', taken: null }]]);

test('a beginning is told to all who were asked, in the order of their threads, and one whom it does not reach holds up nobody', async () => {
  const reports = [
    await agreed('a', 'Rose'),
    refused('b'),
    await agreed('c', 'Linden'),
    report('d', randomBytes(32), []),
    await agreed('e', 'Ana'),
  ];
  const told: [string, CircleState][] = [];
  const send: Send = (to, _, kind) => {
    if (to.handle === 'c') return Promise.reject(new Error('moved'));
    if (kind.kind === 'circle-news') told.push([to.handle, kind.state]);
    return Promise.resolve();
  };
  const api = { beginCircle: () => Promise.resolve({}) } as unknown as DeskApi;
  const kept = new KeptCircles(api, { deployment: place.deployment } as unknown as Manifest, 'member-1', send);
  const wrapped = toBase64Url(await wrapCircleRoot(root, 'a passphrase', place, 'member-1'));
  const of = circlesOf({ reports })[0]!;
  const begun = await kept.begin({ id: circle, wrapped, hour: '2026-11-23T21Z', begun: false }, of, 'Ines', 'a passphrase', 'open', 'off');
  assert.deepEqual(begun, { unread: 0, untold: 1 });
  assert.deepEqual(told, [
    ['a', 'open'],
    ['b', 'off'],
    ['d', 'off'],
    ['e', 'open'],
  ]);
});
