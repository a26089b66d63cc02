// Data padded to one of few lengths, each four times the one before, so that a length tells its class only (docs/formats/envelope.md, case-content.md).
import { SealingError } from './sealing-error.ts';
import type { Bytes } from './wire.ts';

const lengthField = 4;

/** A `u32` length, the data, zeros. */
export class PaddedBlock {
  /**
   * @param smallest bytes of class 0.
   * @param what is padded, for messages: envelope.
   */
  constructor(
    private readonly smallest: number,
    readonly largestClass: number,
    private readonly what: string,
  ) {}

  /** The most bytes that fit. */
  get longest(): number {
    return this.lengthOf(this.largestClass) - lengthField;
  }

  /** Bytes of a class. */
  lengthOf(sizeClass: number): number {
    return this.smallest * 4 ** sizeClass;
  }

  /** The smallest class that data fits, and the data padded to it. The caller erases it. @throws RangeError for more than fits. */
  pad(data: Bytes): { readonly sizeClass: number; readonly padded: Bytes } {
    const sizeClass = this.classOf(data.length);
    const padded = new Uint8Array(this.lengthOf(sizeClass));
    new DataView(padded.buffer).setUint32(0, data.length);
    padded.set(data, lengthField);
    return { sizeClass, padded };
  }

  /** The data of a block of this class. @throws SealingError `padding`: the length does not fit the class, or what follows is not zero. */
  unpad(padded: Bytes, sizeClass: number): Bytes {
    const length = new DataView(padded.buffer).getUint32(0);
    if (length > padded.length - lengthField || this.classOf(length) !== sizeClass) {
      throw new SealingError('padding', `the length inside the ${this.what} does not fit its size class`);
    }
    if (padded.subarray(lengthField + length).some((byte) => byte !== 0)) {
      throw new SealingError('padding', `the padding inside the ${this.what} is not zero`);
    }
    return padded.slice(lengthField, lengthField + length);
  }

  private classOf(length: number): number {
    for (let c = 0; c <= this.largestClass; c++) if (length <= this.lengthOf(c) - lengthField) return c;
    throw new RangeError(`${length} bytes are too many: the largest ${this.what} holds ${this.longest}`);
  }
}
