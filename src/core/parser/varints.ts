/** Small whole numbers as few bytes: seven bits a byte, the lowest first. */

/** A class, as all that is made once a file: all of them share what V8 makes of its functions. */
export class VarintWriter {
  private buffer: Uint8Array;
  private length = 0;

  constructor(capacity: number) {
    this.buffer = new Uint8Array(Math.max(16, capacity));
  }

  /** From 0 to 2³¹ - 1. */
  write(value: number): void {
    if (this.length + 5 > this.buffer.length) this.grow();
    const { buffer } = this;
    let rest = value;
    while (rest > 127) {
      buffer[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    buffer[this.length++] = rest;
  }

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private grow(): void {
    const grown = new Uint8Array(this.buffer.length * 2);
    grown.set(this.buffer);
    this.buffer = grown;
  }
}

export class VarintReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** Bytes that are still to be read. */
  get left(): number {
    return this.bytes.length - this.at;
  }

  /** Throws RangeError past the end. */
  read(): number {
    const first = this.bytes[this.at];
    if (first === undefined || first > 127) return this.readLong();
    this.at++;
    return first;
  }

  private readLong(): number {
    const { bytes } = this;
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = bytes[this.at++];
      if (byte === undefined) break;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new RangeError('a number is cut off');
  }

  /** The next `length` bytes. */
  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new RangeError('a text is cut off');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}
