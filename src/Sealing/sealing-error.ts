/** Why sealed bytes were refused; the same faults as in SealingException.cs. */
export type SealingFault = 'malformed' | 'unknown-version' | 'unknown-suite' | 'wrong-key' | 'altered' | 'padding';

/** Sealed bytes that do not open. The message names the check that failed and holds nothing secret. */
export class SealingError extends Error {
  override readonly name = 'SealingError';

  constructor(
    readonly fault: SealingFault,
    message: string,
  ) {
    super(message);
  }
}
