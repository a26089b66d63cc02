// Referrals as the desk shows them: a support organisation asks whether parts of a report may go to an institution, and sees what
// was answered; an institution sees that a report was referred (docs/adr/0045-a-referral-is-her-own-new-report.md).
import type { ReportDocument } from '../../../Escrow/Depositing/report-document.ts';
import type { ManifestOrganisation } from '../../../Escrow/Manifests/manifest.ts';
import { type AskedReferral, mayAsk, referralsIn, standingReferrals } from '../../../Escrow/Messages/referrals.ts';
import { element } from '../../Components/Dom/element.ts';
import type { Words } from '../../Components/Texts/words.ts';
import type { Facts } from './facts.ts';
import type { DeskReport } from './opened-desk.ts';
import { letterForm } from './thread-view.ts';

/** What the views of referrals need. */
export interface ReferralView {
  readonly words: Words;
  readonly facts: Facts;
  /** Whether this member writes to reporters. */
  readonly answers: boolean;
  /** Seals and sends the question. */
  readonly refer: (report: DeskReport, institution: string, text: string) => Promise<void>;
  /** A sentence for a failure. */
  readonly failure: (e: unknown) => string;
}

const saidTexts = { yes: 'desk.referral.yes', no: 'desk.referral.no', 'not-now': 'desk.referral.not-now' } as const;

/** What was asked about a report, and the form to ask; null where nobody can be asked and nothing was. */
export function referralCard(report: DeskReport, view: ReferralView): HTMLElement | null {
  const { opened, answer, messages } = report;
  const own = opened && view.facts.organisationOf(opened.document.organisation);
  if (own?.kind !== 'support') return null;
  const { words } = view;
  const asked = referralsIn(messages);
  const institutions = view.facts.institutions.filter(({ id }) => mayAsk(asked, id));
  const asks = view.answers && !answer.withdrawn && institutions.length > 0;
  if (asked.length === 0 && !asks) return null;
  return element(
    'section',
    { class: 'card', 'data-referral': true },
    element('h2', {}, words.text('desk.referral.title')),
    ...standingReferrals(asked).map((one) => outcome(one, opened!.document, view)),
    asks && element('details', {}, element('summary', {}, words.text('desk.referral.open')), askForm(report, institutions, view)),
  );
}

/** That a report was referred, as it says itself; null for one that was not. */
export function referredCard({ referred }: ReportDocument, { words, facts }: Pick<ReferralView, 'words' | 'facts'>): HTMLElement | null {
  if (!referred) return null;
  const by = referred.by === null ? null : (facts.organisationOf(referred.by)?.name ?? referred.by);
  return element(
    'section',
    { class: 'card ok', 'data-referred': true },
    element('h2', {}, words.text('desk.referral.referred')),
    element('p', {}, by === null ? words.text('desk.referral.unsaid') : words.text('desk.referral.by', { organisation: by })),
    element('p', {}, words.text('desk.referral.only')),
  );
}

function outcome(
  { institution: id, hour, answered }: AskedReferral,
  document: ReportDocument,
  { words, facts }: ReferralView,
): HTMLElement {
  const institution = facts.organisationOf(id)?.name ?? id;
  if (answered === null) return element('p', {}, words.text('desk.referral.waits', { institution, day: facts.day(hour) }));
  const said = words.text(saidTexts[answered.said], { institution, day: facts.day(answered.hour) });
  const parts = answered.parts.map((part) => element('li', { dir: 'auto' }, partName(part, document, { words, facts })));
  return element('div', {}, element('p', {}, said), parts.length > 0 && element('ul', {}, ...parts));
}

/** A part in words. One that this version of the report does not have is shown as the answer names it. */
function partName(part: string, document: ReportDocument, { words, facts }: Pick<ReferralView, 'words' | 'facts'>): string {
  const [kind, name = '', piece] = part.split('/');
  if (kind === 'answers') {
    const question = facts.question(document, name);
    return piece === undefined ? question : words.text('desk.referral.piece', { question, n: Number(piece) + 1 });
  }
  if (kind === 'identifiers') {
    const identifier = document.identifiers[Number(name)];
    return identifier ? `${words.text(`desk.kind.${identifier.kind}`)}: ${facts.identifier(identifier)}` : part;
  }
  return document.attachments?.[Number(name)]?.name ?? part;
}

function askForm(
  report: DeskReport,
  institutions: readonly ManifestOrganisation[],
  { words, refer, failure }: ReferralView,
): HTMLFormElement {
  const says = { label: words.text('desk.referral.write'), note: words.text('desk.referral.note'), go: words.text('desk.referral.ask') };
  const choice = element('select', { id: 'refer-to' }, ...institutions.map(({ id, name }) => element('option', { value: id }, name)));
  const send = (text: string) => {
    const chosen = institutions.find(({ id }) => id === choice.value)!;
    return refer(report, chosen.id, [text, words.text('desk.referral.question', { institution: chosen.name })].join('\n\n'));
  };
  const form = letterForm({ id: 'refer', rows: 5 }, says, words, { send, failure, ifEmpty: null });
  form.prepend(
    element('p', { class: 'note' }, words.text('desk.referral.what')),
    element('label', { for: choice.id }, words.text('desk.referral.where')),
    choice,
  );
  return form;
}
