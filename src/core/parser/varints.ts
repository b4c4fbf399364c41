/** Small whole numbers as few bytes: seven bits a byte, the lowest first. */

export interface VarintWriter {
  /** From 0 to 2³¹ - 1. */
  write(value: number): void;
  bytes(): Uint8Array;
}

export function createVarintWriter(capacity: number): VarintWriter {
  let buffer = new Uint8Array(Math.max(16, capacity));
  let length = 0;
  return {
    write(value) {
      if (length + 5 > buffer.length) {
        const grown = new Uint8Array(buffer.length * 2);
        grown.set(buffer);
        buffer = grown;
      }
      let rest = value;
      while (rest > 127) {
        buffer[length++] = (rest & 127) | 128;
        rest >>>= 7;
      }
      buffer[length++] = rest;
    },
    bytes: () => buffer.subarray(0, length),
  };
}

export interface VarintReader {
  /** Throws RangeError past the end. */
  read(): number;
  /** The next `length` bytes. */
  take(length: number): Uint8Array;
}

export function createVarintReader(bytes: Uint8Array): VarintReader {
  let at = 0;
  return {
    read() {
      let value = 0;
      for (let shift = 0; shift < 35; shift += 7) {
        const byte = bytes[at++];
        if (byte === undefined) break;
        value |= (byte & 127) << shift;
        if (byte < 128) return value;
      }
      throw new RangeError('a number is cut off');
    },
    take(length) {
      if (at + length > bytes.length) throw new RangeError('a text is cut off');
      at += length;
      return bytes.subarray(at - length, at);
    },
  };
}
