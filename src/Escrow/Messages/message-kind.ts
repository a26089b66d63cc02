// What a message says as data beside its text (docs/formats/message.md); the twin of MessageKindJson.cs.
import { type Bytes, toBase64Url } from '../../Sealing/wire.ts';
import { parseHour } from '../hour.ts';
import type { Json } from '../strict-json.ts';

/** After how many days she is asked. */
export const watchDays = ['30', '90', '180', '365'] as const;
export const watchActs = ['R01', 'R02', 'R03', 'R04', 'R05', 'R06', 'R07', 'R08', 'R09'] as const;
export const watchWishes = ['yes', 'no', 'unsure'] as const;
/** UTF-16 units of a time in her words. */
export const longestWhen = 200;
const longestOrganisation = 64;
const longestPart = 80;

export type WatchDay = (typeof watchDays)[number];
export type WatchSaid = 'nothing' | 'something' | 'not-said';
export type WatchWish = (typeof watchWishes)[number];

/** What she said about whether anything was done to her because she spoke. */
export interface WatchAnswer {
  readonly kind: 'watch-answer';
  /** The question; null for one that she gave unasked. */
  readonly asked: WatchDay | null;
  /** The hour from which her page counted; null where it counts none yet. */
  readonly since: string | null;
  readonly said: WatchSaid;
  /** Each once, in order. */
  readonly acts: readonly string[];
  /** Whether it was something else too. */
  readonly other: boolean;
  /** In her words. */
  readonly when: string | null;
  /** Whether it is to be looked into. */
  readonly wish: WatchWish | null;
}

/** That the organisation has read an answer and sees to it. */
export interface WatchSeen {
  readonly kind: 'watch-seen';
  /** The id of the message, base64url. */
  readonly answer: string;
}

export const referralSaid = ['yes', 'no', 'not-now'] as const;
export type ReferralSaid = (typeof referralSaid)[number];
/** Parts that one answer can name. */
export const mostParts = 100;

/** That the organisation asks whether parts of the report may go to an institution. */
export interface ReferralAsk {
  readonly kind: 'referral-ask';
  /** Its id in the manifest. */
  readonly institution: string;
}

/** What she answered to such a question. It sends nothing: what she agreed to is a report of its own. */
export interface ReferralAnswer {
  readonly kind: 'referral-answer';
  /** The id of the message that asked, base64url. */
  readonly ask: string;
  readonly said: ReferralSaid;
  /** The names of the parts that she sent, each once; empty unless `said` is `yes`. */
  readonly parts: readonly string[];
}

/** How many others can be asked beside her. */
const mostOthers = 11;
/** Bytes of what a yes gives of a seat. */
const takenLength = 306;
const circleStates = ['open', 'closed', 'off'] as const;
export type CircleState = (typeof circleStates)[number];

/** That an advocate asks her whether she wants to meet others (docs/formats/circle.md). */
export interface CircleAsk {
  readonly kind: 'circle-ask';
  /** The circle's id, base64url. */
  readonly circle: string;
  /** The advocate's keys of this circle, base64url. */
  readonly signing: string;
  readonly box: string;
  /** How many others are asked. */
  readonly others: number;
}

/** What she answered to that. */
export interface CircleAnswer {
  readonly kind: 'circle-answer';
  /** The id of the message that asked, base64url. */
  readonly ask: string;
  readonly said: 'yes' | 'no';
  /** Her seat, sealed to the advocate, base64url; null for a no. */
  readonly taken: string | null;
}

/** What became of a circle. */
export interface CircleNews {
  readonly kind: 'circle-news';
  readonly circle: string;
  readonly state: CircleState;
}

export type MessageKind = WatchAnswer | WatchSeen | ReferralAsk | ReferralAnswer | CircleAsk | CircleAnswer | CircleNews;

/** The members of the sealed JSON that a kind adds. */
export function kindMembers(said: MessageKind): { kind: string; details: object } {
  return { kind: said.kind, details: detailsOf(said) };
}

/** One order of members, whatever made the object. */
function detailsOf(of: MessageKind): object {
  switch (of.kind) {
    case 'watch-answer': {
      const { asked, since, said, acts, other, when, wish } = of;
      return { asked, since, said, acts, other, when, wish };
    }
    case 'watch-seen':
      return { answer: of.answer };
    case 'referral-ask':
      return { institution: of.institution };
    case 'referral-answer':
      return { ask: of.ask, said: of.said, parts: of.parts };
    case 'circle-ask':
      return { circle: of.circle, signing: of.signing, box: of.box, others: of.others };
    case 'circle-answer':
      return { ask: of.ask, said: of.said, taken: of.taken };
    case 'circle-news':
      return { circle: of.circle, state: of.state };
  }
}

/** The kind, or null where it is not known, comes from the other side, or does not follow its format: then the text stands for itself. */
export function readKind(kind: string, details: Json, direction: 0 | 1): MessageKind | null {
  try {
    if (kind === 'watch-answer' && direction === 0) return answerIn(details);
    if (kind === 'watch-seen' && direction === 1) return seenIn(details);
    if (kind === 'referral-ask' && direction === 1) return askIn(details);
    if (kind === 'referral-answer' && direction === 0) return agreedIn(details);
    if (kind === 'circle-ask' && direction === 1) return circleAskIn(details);
    if (kind === 'circle-answer' && direction === 0) return circleAnswerIn(details);
    if (kind === 'circle-news' && direction === 1) return circleNewsIn(details);
    return null;
  } catch {
    return null;
  }
}

function seenIn(details: Json): WatchSeen {
  const id: Bytes = details.members(['answer']).answer.bytes(16);
  return { kind: 'watch-seen', answer: toBase64Url(id) };
}

const askIn = (details: Json): ReferralAsk => ({
  kind: 'referral-ask',
  institution: textIn(details.members(['institution']).institution, longestOrganisation),
});

function agreedIn(details: Json): ReferralAnswer {
  const json = details.members(['ask', 'said', 'parts']);
  const said = oneOf(json.said, referralSaid);
  const parts = json.parts.list().map((part) => textIn(part, longestPart));
  if (parts.length > mostParts || new Set(parts).size < parts.length) json.parts.fail('has too many entries, or one twice');
  if (parts.length > 0 && said !== 'yes') details.fail('names parts, and that nothing was sent');
  return { kind: 'referral-answer', ask: toBase64Url(json.ask.bytes(16)), said, parts };
}

function circleAskIn(details: Json): CircleAsk {
  const { circle, signing, box, others } = details.members(['circle', 'signing', 'box', 'others']);
  const bytes = (json: Json, length: number) => toBase64Url(json.bytes(length));
  return {
    kind: 'circle-ask',
    circle: bytes(circle, 16),
    signing: bytes(signing, 32),
    box: bytes(box, 32),
    others: others.integer(1, mostOthers),
  };
}

function circleAnswerIn(details: Json): CircleAnswer {
  const json = details.members(['ask', 'said', 'taken']);
  const said = oneOf(json.said, ['yes', 'no'] as const);
  const taken = json.taken.orNull((t) => toBase64Url(t.bytes(takenLength)));
  if ((taken !== null) !== (said === 'yes')) details.fail('gives a seat with a no, or none with a yes');
  return { kind: 'circle-answer', ask: toBase64Url(json.ask.bytes(16)), said, taken };
}

function circleNewsIn(details: Json): CircleNews {
  const { circle, state } = details.members(['circle', 'state']);
  return { kind: 'circle-news', circle: toBase64Url(circle.bytes(16)), state: oneOf(state, circleStates) };
}

function answerIn(details: Json): WatchAnswer {
  const json = details.members(['asked', 'since', 'said', 'acts', 'other', 'when', 'wish']);
  const said = oneOf(json.said, ['nothing', 'something', 'not-said'] as const);
  const acts = json.acts.list().map((act) => oneOf(act, watchActs));
  if (acts.some((act, i) => i > 0 && act <= acts[i - 1]!)) json.acts.fail('is not in order');
  const other = json.other.flag();
  const when = json.when.orNull((w) => textIn(w));
  const wish = json.wish.orNull((w) => oneOf(w, watchWishes));
  if (said !== 'something' && (acts.length > 0 || other || when !== null || wish !== null))
    details.fail('says what was done, and that nothing was');
  const since = json.since.orNull((s) => (typeof s.value === 'string' && parseHour(s.value) !== null ? s.value : s.fail('is not an hour')));
  return { kind: 'watch-answer', asked: json.asked.orNull((a) => oneOf(a, watchDays)), since, said, acts, other, when, wish };
}

const textIn = (json: Json, longest = longestWhen): string =>
  typeof json.value === 'string' && json.value.length > 0 && json.value.length <= longest
    ? json.value
    : json.fail('is not a text of a fitting length');

const oneOf = <T extends string>(json: Json, taken: readonly T[]): T =>
  taken.find((each) => each === json.value) ?? json.fail('is none of the texts that may stand there');
