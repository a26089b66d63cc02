// A sentence for whatever went wrong at the desk.
import { SealingError } from '../../../Sealing/sealing-error.ts';
import { MalformedError } from '../../../Sealing/wire.ts';
import type { Words } from '../../Components/Texts/words.ts';
import { CallFailed } from './desk-api.ts';

/** The page hands over the texts under `desk.call.` and `desk.unlock.`. @throws the error itself, where it is a bug. */
export function sentenceFor(e: unknown, words: Words): string {
  if (e instanceof CallFailed) {
    const id = `desk.call.${e.reason}`;
    return words.text(words.has(id) ? id : 'desk.call.refused');
  }
  if (e instanceof SealingError) return words.text(e.fault === 'altered' ? 'desk.unlock.wrong' : 'desk.unlock.other-key');
  if (e instanceof MalformedError || e instanceof RangeError) return words.text('desk.unlock.manifest');
  if (e instanceof TypeError) return words.text('desk.call.unreachable');
  throw e;
}
