// Does the work that the site asks for when many people are sending (docs/formats/work.md), in a thread of its own.
import { sha256 } from '../../../Sealing/digest.ts';
import { type Bytes, utf8 } from '../../../Sealing/wire.ts';
import { proofOf, readChallenge, type WorkChallenge, workSeed } from '../../../Sealing/work.ts';

/** What a statement costs now. @returns null where the site was not reached or does not say. */
export async function askedWork(): Promise<WorkChallenge | null> {
  const answer = await fetch('/api/work', { credentials: 'omit', cache: 'no-store' });
  return answer.ok ? challengeIn(answer) : null;
}

/** The challenge in an answer of the site, be it the one that was asked for or a refusal's; null where there is none. */
export async function challengeIn(answer: Response): Promise<WorkChallenge | null> {
  if (!answer.headers.get('Content-Type')?.includes('json')) return null;
  const { challenge } = (await answer.json()) as { challenge?: unknown };
  return challenge === undefined ? null : readChallenge(challenge);
}

/** Does the work for a body. @returns the header's value. */
export async function workFor(challenge: WorkChallenge, body: string): Promise<string> {
  const bodyHash = await sha256(utf8(body));
  const counter = await inWorker(await workSeed(challenge, bodyHash), challenge.bits);
  return proofOf(challenge, bodyHash, counter);
}

function inWorker(seed: Bytes, bits: number): Promise<number> {
  const address = document.querySelector<HTMLMetaElement>('meta[name="work-script"]')?.content;
  if (address === undefined) throw new Error('This page does not say where its script for work is.');
  const worker = new Worker(address);
  return new Promise<number>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
    worker.onerror = () => reject(new Error('The script for work could not be run.'));
    worker.postMessage({ seed, bits });
  }).finally(() => worker.terminate());
}
