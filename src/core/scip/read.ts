/** A SCIP index from a file, one part at a time: only the part in hand is in memory. */

import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { LociError, isLociError, messageOf, throwIfCancelled } from '../model/errors';
import type { Range } from '../model/range';
import { fileError } from '../store/wholeFile';
import type { ScipOccurrence } from './schema';
import {
  documentFields,
  indexFields,
  metadataFields,
  occurrenceFields,
  relationshipFields,
  symbolFields,
  toolFields,
} from './schema';

export interface ReadMetadata {
  readonly tool: string;
  /** A URI; '' if the index does not say. */
  readonly projectRoot: string;
}

export interface ReadDocument {
  /** As the index has it, not checked. */
  readonly path: string;
  /** '' in most indexes. */
  readonly text: string;
  /** One of the format's position encodings, or 0. */
  readonly encoding: number;
  /** Those without a range or a symbol are left out. */
  readonly occurrences: readonly ReadOccurrence[];
  readonly symbols: readonly ReadSymbol[];
}

export type ReadOccurrence = Omit<ScipOccurrence, 'enclosing'>;

export interface ReadSymbol {
  readonly symbol: string;
  readonly displayName: string;
  /** Symbols that this one implements, extends or overrides. */
  readonly implements: readonly string[];
}

export type IndexPart =
  | { readonly kind: 'metadata'; readonly metadata: ReadMetadata }
  | { readonly kind: 'document'; readonly document: ReadDocument };

/** Longer parts are refused: no document is as long, and it has to fit the memory. */
const longestPart = 512 * 1024 * 1024;
const windowBytes = 1024 * 1024;
/** A field's number and length. */
const longestHead = 15;

/** In the order of the file. Errors: `usage` for what is no whole index, and those of reading a file. */
export async function* readIndex(file: string, signal: AbortSignal): AsyncGenerator<IndexPart> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const stat = await handle.stat();
    if (stat.isDirectory()) throw new LociError('usage', `${file} is a folder`, 'name a file');
    yield* readParts(openWindow(handle, stat.size), file, signal);
  } catch (error) {
    throw fileError(error, file);
  } finally {
    await handle?.close();
  }
}

async function* readParts(window: Window, file: string, signal: AbortSignal): AsyncGenerator<IndexPart> {
  const { size } = window;
  let parts = 0;
  for (let at = 0; at < size;) {
    throwIfCancelled(signal);
    const reader = new BinaryReader(await window.bytes(at, Math.min(longestHead, size - at)));
    const { field, length } = guarded(file, () => readHead(reader));
    const start = at + reader.pos;
    if (parts === 0 && field !== indexFields.metadata) throw noIndex(file, 'it does not begin like one');
    if (length > longestPart) throw noIndex(file, 'a part of it is too long');
    if (start + length > size) throw noIndex(file, 'it is cut off');
    if (field === indexFields.metadata || field === indexFields.documents) {
      const body = await window.bytes(start, length);
      yield guarded(file, () =>
        field === indexFields.metadata
          ? { kind: 'metadata', metadata: readMetadata(body) }
          : { kind: 'document', document: readDocument(body) },
      );
    }
    at = start + length;
    parts += 1;
  }
  if (parts === 0) throw noIndex(file, 'it is empty');
}

function readHead(reader: BinaryReader): { readonly field: number; readonly length: number } {
  const [field, wireType] = reader.tag();
  if (wireType !== WireType.LengthDelimited) throw new RangeError('it does not consist of documents');
  return { field, length: reader.uint32() };
}

export function noIndex(file: string, why: string): LociError {
  return new LociError('usage', `${file} is not a whole SCIP index: ${why}`, 'let the indexer write it again');
}

function guarded<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (isLociError(error)) throw error;
    throw noIndex(file, messageOf(error));
  }
}

interface Window {
  readonly size: number;
  /** Valid until the next call. */
  bytes(at: number, length: number): Promise<Uint8Array>;
}

function openWindow(handle: FileHandle, size: number): Window {
  let held: Uint8Array = new Uint8Array(0);
  let from = 0;
  return {
    size,
    async bytes(at, length) {
      if (at < from || at + length > from + held.length) {
        const wanted = Math.min(Math.max(length, windowBytes), size - at);
        const buffer = Buffer.allocUnsafeSlow(wanted);
        let read = 0;
        while (read < wanted) {
          const { bytesRead } = await handle.read(buffer, read, wanted - read, at + read);
          if (bytesRead === 0) throw new LociError('usage', 'the index is being written', 'try again when it is whole');
          read += bytesRead;
        }
        held = buffer;
        from = at;
      }
      return held.subarray(at - from, at - from + length);
    },
  };
}

type FieldReaders = Readonly<Record<number, () => void>>;

/** Calls the reader of each field that is a text, a message or packed numbers; passes over all others. */
function readFields(reader: BinaryReader, lengthDelimited: FieldReaders, numbers: FieldReaders = {}): void {
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    const read =
      wireType === WireType.LengthDelimited
        ? lengthDelimited[field]
        : wireType === WireType.Varint
          ? numbers[field]
          : undefined;
    if (read === undefined) reader.skip(wireType, field);
    else read();
    if (reader.pos > reader.len) throw new RangeError('a part of it is cut off');
  }
}

function message(reader: BinaryReader): BinaryReader {
  return new BinaryReader(reader.bytes());
}

function readMetadata(bytes: Uint8Array): ReadMetadata {
  const reader = new BinaryReader(bytes);
  let tool = '';
  let projectRoot = '';
  readFields(reader, {
    [metadataFields.toolInfo]: () => {
      const inner = message(reader);
      readFields(inner, {
        [toolFields.name]: () => {
          tool = inner.string();
        },
      });
    },
    [metadataFields.projectRoot]: () => {
      projectRoot = reader.string();
    },
  });
  return { tool, projectRoot };
}

function readDocument(bytes: Uint8Array): ReadDocument {
  const reader = new BinaryReader(bytes);
  const document = { path: '', text: '', encoding: 0 };
  const occurrences: ReadOccurrence[] = [];
  const symbols: ReadSymbol[] = [];
  readFields(
    reader,
    {
      [documentFields.relativePath]: () => {
        document.path = reader.string();
      },
      [documentFields.text]: () => {
        document.text = reader.string();
      },
      [documentFields.occurrences]: () => {
        const occurrence = readOccurrence(message(reader));
        if (occurrence !== undefined) occurrences.push(occurrence);
      },
      [documentFields.symbols]: () => {
        symbols.push(readSymbol(message(reader)));
      },
    },
    {
      [documentFields.positionEncoding]: () => {
        document.encoding = reader.int32();
      },
    },
  );
  return { ...document, occurrences, symbols };
}

function readOccurrence(reader: BinaryReader): ReadOccurrence | undefined {
  let range: number[] = [];
  let symbol = '';
  let roles = 0;
  readFields(
    reader,
    {
      [occurrenceFields.range]: () => {
        const numbers = message(reader);
        range = [];
        while (numbers.pos < numbers.len) range.push(numbers.int32());
      },
      [occurrenceFields.symbol]: () => {
        symbol = reader.string();
      },
    },
    {
      [occurrenceFields.range]: () => {
        range.push(reader.int32());
      },
      [occurrenceFields.roles]: () => {
        roles = reader.int32();
      },
    },
  );
  const place = rangeOf(range);
  return place === undefined || symbol === '' ? undefined : { range: place, symbol, roles };
}

/** Undefined for what is no range. */
function rangeOf(numbers: readonly number[]): Range | undefined {
  const [line, character, third, fourth] = numbers;
  if (line === undefined || character === undefined || third === undefined || numbers.some((each) => each < 0)) {
    return undefined;
  }
  const end = fourth === undefined ? { line, character: third } : { line: third, character: fourth };
  return { start: { line, character }, end };
}

function readSymbol(reader: BinaryReader): ReadSymbol {
  let symbol = '';
  let displayName = '';
  const bases: string[] = [];
  readFields(reader, {
    [symbolFields.symbol]: () => {
      symbol = reader.string();
    },
    [symbolFields.displayName]: () => {
      displayName = reader.string();
    },
    [symbolFields.relationships]: () => {
      const base = readImplemented(message(reader));
      if (base !== undefined) bases.push(base);
    },
  });
  return { symbol, displayName, implements: bases };
}

function readImplemented(reader: BinaryReader): string | undefined {
  const found = { symbol: '', isImplementation: false };
  readFields(
    reader,
    {
      [relationshipFields.symbol]: () => {
        found.symbol = reader.string();
      },
    },
    {
      [relationshipFields.isImplementation]: () => {
        found.isImplementation = reader.bool();
      },
    },
  );
  return found.isImplementation && found.symbol !== '' ? found.symbol : undefined;
}
