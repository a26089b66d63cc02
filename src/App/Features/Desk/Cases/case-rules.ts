// What may be recorded in a case, read from the same schema by which the site judges (docs/formats/case-events.md).

/** The answer of `GET /desk/api/cases/rules`. */
export interface CaseRules {
  readonly processes: readonly ProcessRule[];
  readonly holidays: readonly { readonly name: string; readonly title: string }[];
  readonly jurisdictions: readonly { readonly code: string; readonly name: string }[];
  /** The roles that may do a kind, by its name. */
  readonly mayAct: Readonly<Record<string, readonly string[]>>;
  readonly schema: EventSchema;
}

export interface ProcessRule {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly about: string;
  readonly steps: readonly { readonly id: string; readonly does: string }[];
}

/** As far as the desk reads JSON Schema: what `chorus case schema` prints has no more. */
export interface MemberSchema {
  readonly description?: string;
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly number[];
  readonly oneOf?: readonly { readonly const: string; readonly description: string }[];
  readonly items?: MemberSchema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, MemberSchema>>;
}

export interface KindSchema {
  readonly description: string;
  readonly properties: Readonly<Record<string, MemberSchema>>;
  readonly required: readonly string[];
}

export interface EventSchema {
  readonly $defs: Readonly<Record<string, KindSchema>>;
}

/** A member of an event that somebody fills in. */
export interface Member {
  readonly name: string;
  readonly schema: MemberSchema;
  readonly needed: boolean;
}

/** The kinds by what they are about, as docs/formats/case-events.md groups them. */
export const kindGroups: Readonly<Record<string, readonly string[]>> = {
  telling: ['notice-sent', 'answer-given', 'answer-declined', 'response-given', 'interview-held', 'meeting-held', 'hearing-held'],
  evidence: ['evidence-received', 'evidence-copied', 'evidence-moved', 'evidence-shown', 'evidence-returned', 'investigation-reported'],
  allegations: ['allegation-made', 'allegation-recoded'],
  deciding: [
    'finding-made',
    'dismissal-proposed',
    'dismissal-confirmed',
    'process-continued',
    'appeal-filed',
    'appeal-answered',
    'appeal-decided',
    'sanction-decided',
    'remedy-given',
    'extension-granted',
  ],
  people: ['party-named', 'adviser-named', 'assigned', 'unassigned', 'identity-disclosed'],
  conflicts: ['conflicts-declared', 'conflict-raised', 'conflict-decided', 'conflict-doubted', 'act-reviewed'],
  safety: ['measure-taken', 'measure-reviewed', 'check-in-asked', 'check-in-answered', 'work-change-recorded'],
  leaving: ['departure-recorded', 'settlement-recorded', 'withdrawal-recorded'],
  case: ['statement-withdrawn', 'lesson-written', 'case-closed', 'case-reopened'],
  record: ['correction-made', 'content-destroyed'],
};

const envelope = ['kind', 'id', 'time', 'actor'];

/** Which of a member's roles may do a kind. */
export const rolesFor = (kind: string, rules: CaseRules, roles: readonly string[]): readonly string[] =>
  roles.filter((role) => rules.mayAct[kind]?.includes(role));

/** The role in which a member may write down what a party did on paper or said aloud; null for nobody else's roles. */
export const writingRole = (roles: readonly string[]): string | null => roles.find((r) => r === 'case-officer' || r === 'advocate') ?? null;

/** The words of the parties that may do a kind: reporter, respondent, witness, adviser. */
export const partiesFor = (kind: string, rules: CaseRules): readonly string[] =>
  (rules.mayAct[kind] ?? []).filter((role) => ['reporter', 'respondent', 'witness', 'adviser'].includes(role));

/** The groups with those kinds that a member may record, for themselves or for a party; groups without any are left out. */
export function kindsFor(rules: CaseRules, roles: readonly string[]): readonly (readonly [string, readonly string[]])[] {
  const writes = writingRole(roles) !== null;
  const may = (kind: string): boolean => rolesFor(kind, rules, roles).length > 0 || (writes && partiesFor(kind, rules).length > 0);
  return Object.entries(kindGroups)
    .map(([group, kinds]) => [group, kinds.filter(may)] as const)
    .filter(([, kinds]) => kinds.length > 0);
}

/** The members of a kind beside its envelope, in the order of the schema. */
export function membersOf(kind: string, { schema }: CaseRules): readonly Member[] {
  const { properties, required } = schema.$defs[kind] ?? { properties: {}, required: [] };
  return Object.entries(properties)
    .filter(([name]) => !envelope.includes(name))
    .map(([name, member]) => ({ name, schema: member, needed: required.includes(name) }));
}

/** Whether a member is sealed content. */
export const isSealed = (schema: MemberSchema): boolean => schema.$ref === '#/$defs/sealed';

/** The member of a kind that is a number of its own, given to what begins with this event. */
const ownNumbers: Readonly<Record<string, string>> = {
  'allegation-made': 'allegation',
  'lesson-written': 'lesson',
  'measure-taken': 'measure',
  'settlement-recorded': 'settlement',
  'dismissal-proposed': 'dismissal',
  'appeal-filed': 'appeal',
  'evidence-received': 'evidence',
  'interview-held': 'evidence',
};

/** The letter of a number that the desk gives by itself, the next one that is free; null for members that people fill in. */
export const ownNumber = (kind: string, { name, schema }: Member): string | null =>
  ownNumbers[kind] === name ? (/[a-z]/u.exec(schema.pattern ?? '')?.[0] ?? null) : null;

/** What a code means, in the schema's own words. */
export function meaningOf(schema: MemberSchema | undefined, code: string): string | undefined {
  const given = schema?.oneOf ?? schema?.items?.oneOf ?? schema?.items?.properties?.['conflict']?.oneOf;
  return given?.find((one) => one.const === code)?.description;
}
