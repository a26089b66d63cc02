// What every view of cases works with while the desk is unlocked.
import { element } from '../../../Components/Dom/element.ts';
import { CallFailed } from '../desk-api.ts';
import { sentenceFor } from '../desk-failure.ts';
import type { CaseApi } from './case-api.ts';
import type { CaseRules } from './case-rules.ts';
import type { CaseSealing } from './case-sealing.ts';
import type { CaseTitles } from './case-titles.ts';
import type { CaseWords } from './case-words.ts';

export interface CaseView {
  readonly api: CaseApi;
  readonly words: CaseWords;
  readonly rules: CaseRules;
  /** The member's roles at the desk: case-officer and so on. */
  readonly roles: readonly string[];
  /** Whether nobody else in the organisation has the key: then nobody can give the member a part in a case. */
  readonly alone: boolean;
  /** The sentence that a field is sealed here. */
  readonly hint: string;
  readonly sealing: CaseSealing;
  readonly titles: CaseTitles;
  /** What a failed call says, with the law behind it where there is one. */
  readonly failure: (e: unknown) => HTMLElement;
}

/** A refusal as people read it: what is missing, and the law's own sentence. The site's words are English. */
export function failureOf(e: unknown, words: CaseWords): HTMLElement {
  const { by, reason, law } = e instanceof CallFailed ? e.problem : {};
  if (typeof reason !== 'string') return element('p', { role: 'alert', class: 'card warn' }, sentenceFor(e, words.plain));
  return element(
    'div',
    { role: 'alert', class: 'card warn' },
    element('p', {}, element('strong', {}, words.text('desk.case.refused'))),
    element('p', { lang: 'en' }, reason),
    typeof law === 'string' && law !== '' && element('p', {}, words.text('desk.case.law'), ' ', element('span', { lang: 'en' }, law)),
    typeof by === 'string' && element('p', { class: 'note', lang: 'en' }, by),
  );
}
