/** Which check refused a report; shown to people, so that a tampering is reported as what it is. The same as ReportFault.cs. */
export type ReportFault =
  /** The statement's bytes do not follow the format, or it is not a deposit or change. */
  | 'statement'
  /** The statement's signature is not the family's. */
  | 'statement-signature'
  /** The statement is another deployment's, family's, report's or recipient's. */
  | 'wrong-place'
  /** The statement does not follow the one before it. */
  | 'chain'
  /** The content and the escrowed key do not hash to what was deposited, or are missing. */
  | 'content-hash'
  /** A release record does not follow the format. */
  | 'record'
  /** A release record is not signed by its trustee, or there are not two of two trustees. */
  | 'record-signature'
  /** The two records differ in more than trustee and parts, or do not fit the statement. */
  | 'records-disagree'
  /** The copies of a part in the two records differ. */
  | 'parts-disagree'
  /** A fingerprint does not open for this organisation. */
  | 'sealed-fingerprint'
  /** The escrow key of the parts does not open the escrowed key. */
  | 'escrow-key'
  /** The content key does not open with the recipient's or the receipt's key. */
  | 'content-key'
  /** The content envelope does not open. */
  | 'content'
  /** The document inside does not follow its format, or names another organisation than the key's. */
  | 'document'
  /** A released slot holds a fingerprint that is none of the document's. */
  | 'slot';

/** A report that a check refused. */
export class ReportRefused extends Error {
  override readonly name = 'ReportRefused';

  constructor(readonly fault: ReportFault) {
    super(`the report was refused: ${fault}`);
  }
}

/** What `attempt` gives; whatever it throws becomes a refusal with this fault, unless it is one already. */
export async function orRefuse<T>(fault: ReportFault, attempt: () => T | Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (e) {
    throw e instanceof ReportRefused ? e : new ReportRefused(fault);
  }
}

/** @throws ReportRefused with this fault unless the condition holds. */
export function require(holds: boolean, fault: ReportFault): asserts holds {
  if (!holds) throw new ReportRefused(fault);
}
