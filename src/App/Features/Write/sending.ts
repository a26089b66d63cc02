// Sends sealed bytes to the site and says in one word how it went.
import { checkAcknowledgements } from '../../../Escrow/Depositing/acknowledgement.ts';
import { loadManifest } from '../../../Escrow/Manifests/manifest.ts';

/**
 * `stored`: all three trustees signed that they have it. `offline`: nobody knows whether it arrived. `refused`: it was
 * not taken, and a new sealing may be. `busy`: not taken now. `unconfirmed`: an answer without three good signatures.
 * After `offline`, `busy` and `unconfirmed` the same bytes must be sent again: the answer is then the same.
 */
export type Outcome = 'stored' | 'offline' | 'refused' | 'busy' | 'unconfirmed';

/** Posts JSON; the answer, or null where the site was not reached. */
export async function post(address: string, body: unknown): Promise<Response | null> {
  try {
    return await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
    });
  } catch {
    return null;
  }
}

export async function sendStatement(body: { readonly statement: string; readonly signature: string }): Promise<Outcome> {
  const answer = await post('/api/statements', body);
  if (answer === null) return 'offline';
  if (!answer.ok) return answer.status >= 500 || answer.status === 429 ? 'busy' : 'refused';
  try {
    const { acks } = (await answer.json()) as { acks: unknown };
    const manifest = await loadManifest(fetch.bind(globalThis));
    return (await checkAcknowledgements(manifest, body.statement, acks)) ? 'stored' : 'unconfirmed';
  } catch {
    return 'unconfirmed';
  }
}

/** What to say after each outcome that is not `stored`. */
export const sentence = (outcome: Exclude<Outcome, 'stored'>): string =>
  ({ offline: 'send.offline', refused: 'send.refused', busy: 'send.refused', unconfirmed: 'send.unconfirmed' })[outcome];
