// Sends sealed bytes to the site and says in one word how it went.

import { checkAcknowledgements } from '../../../Escrow/Depositing/acknowledgement.ts';
import type { ClaimBody } from '../../../Escrow/Depositing/attachment-claim.ts';
import { loadManifest } from '../../../Escrow/Manifests/manifest.ts';
import { randomBelow } from '../../../Sealing/random.ts';
import { type WorkChallenge, workHeader } from '../../../Sealing/work.ts';
import { askedWork, challengeIn, workFor } from './working.ts';

/**
 * `stored`: all three trustees signed that they have it. `offline`: nobody knows whether it arrived. `refused`: it was
 * not taken, and a new sealing may be. `taken`: not taken, since another report of these numbers, or another version, has its place. `busy`: not taken now. `files`: nothing was taken, since a file is not at the site. `unconfirmed`: an answer without three good
 * acknowledgements. After `offline`, `busy` and `unconfirmed` the same bytes must be sent again: what was taken is acknowledged again.
 */
export type Outcome = 'stored' | 'offline' | 'refused' | 'taken' | 'busy' | 'unconfirmed' | 'files';

/** Says on the page what it is waiting for: a message id and what fills its places. */
export type Told = (message: string, places: Record<string, number>) => void;

/** How often a site that is busy is asked again before the person is. */
const mostTries = 6;

/** Posts JSON; the answer, or null where the site was not reached. A site that is busy is asked again when it says. */
export const post = (address: string, body: unknown, told: Told = () => {}): Promise<Response | null> =>
  posted(address, JSON.stringify(body), told, null);

/** As `post`, with the work that the site asks for when many people are sending. */
async function postWithWork(address: string, body: unknown, told: Told): Promise<Response | null> {
  try {
    return await posted(address, JSON.stringify(body), told, await askedWork());
  } catch {
    return null;
  }
}

async function posted(address: string, body: string, told: Told, asked: WorkChallenge | null): Promise<Response | null> {
  let work = asked;
  let proof: string | null = null;
  try {
    for (let tries = 1; ; tries++) {
      if (work !== null && work.bits > 0) {
        told('send.work', {});
        proof = await workFor(work, body);
      }
      const answer = await sent(address, body, proof);
      if (answer.status !== 429 || tries === mostTries) return answer;
      const seconds = secondsToWait(answer);
      // Whoever is asked to come again brings the same proof: it is not spent.
      work = seconds === null ? await challengeIn(answer.clone()) : null;
      if (seconds !== null) {
        told('send.wait', { seconds });
        await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
      } else if (work === null) return answer;
    }
  } catch {
    return null;
  }
}

const sent = (address: string, body: string, proof: string | null): Promise<Response> =>
  fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(proof === null ? {} : { [workHeader]: proof }) },
    body,
    credentials: 'omit',
    cache: 'no-store',
  });

/** How long to wait before the same is sent again, or null where the site does not ask for that. */
function secondsToWait(answer: Response): number | null {
  const asked = Number(answer.headers.get('Retry-After'));
  if (!Number.isInteger(asked) || asked < 1 || asked > 120) return null;
  // Up to as long again, so that all who were turned away at one moment do not come back at one moment.
  return asked + randomBelow(asked + 1);
}

export async function sendStatement(
  body: { readonly statement: string; readonly signature: string },
  told: Told = () => {},
): Promise<Outcome> {
  const answer = await postWithWork('/api/statements', body, told);
  if (answer === null) return 'offline';
  if (answer.status >= 500 || answer.status === 429) return 'busy';
  if (!answer.ok) return (await isTaken(answer)) ? 'taken' : 'refused';
  try {
    const { acks } = (await answer.json()) as { acks: unknown };
    const manifest = await loadManifest(fetch.bind(globalThis));
    return (await checkAcknowledgements(manifest, body.statement, acks)) ? 'stored' : 'unconfirmed';
  } catch {
    return 'unconfirmed';
  }
}

/** Whether a refusal says that the place of a statement has another one. */
async function isTaken(answer: Response): Promise<boolean> {
  if (answer.status !== 409) return false;
  try {
    const { type } = (await answer.json()) as { type?: unknown };
    return type === 'urn:chorus:family-full' || type === 'urn:chorus:version-conflict';
  } catch {
    return false;
  }
}

/** Sends what was sealed, after the claim of its files: one that is not there is noticed while nothing is sent yet. */
export async function sendSealed(
  { claim, body }: { readonly claim: ClaimBody | null; readonly body: { readonly statement: string; readonly signature: string } },
  told: Told = () => {},
): Promise<Outcome> {
  if (claim !== null) {
    const answer = await post('/api/attachments/claims', claim, told);
    if (answer === null) return 'offline';
    if (!answer.ok) return answer.status >= 500 || answer.status === 429 ? 'busy' : 'files';
  }
  return sendStatement(body, told);
}

/** Whether it was answered for good, and the same bytes need not be sent again. */
export const isSettled = (outcome: Outcome): boolean => outcome === 'refused' || outcome === 'taken' || outcome === 'files';

/** What to say after each outcome that is not `stored`. */
export const sentence = (outcome: Exclude<Outcome, 'stored'>): string =>
  ({
    offline: 'send.offline',
    refused: 'send.refused',
    taken: 'send.refused',
    busy: 'send.refused',
    unconfirmed: 'send.unconfirmed',
    files: 'files.gone',
  })[outcome];
