/** SCIP indexes for tests, written by the official definition of the format. */

import { create, toBinary } from '@bufbuild/protobuf';
import {
  DocumentSchema,
  IndexSchema,
  MetadataSchema,
  OccurrenceSchema,
  PositionEncoding,
  RelationshipSchema,
  SymbolInformationSchema,
  SymbolRole,
  ToolInfoSchema,
} from '@c4312/scip/scip_pb.js';

export interface MadeDocument {
  readonly path: string;
  /** The file's text: says where the names are. */
  readonly text: string;
  /** UTF-16 unless told. */
  readonly encoding?: PositionEncoding;
  /** The document does not say its encoding. */
  readonly isUnsaid?: boolean;
  /** Symbol → the name where it is defined; `name 2` for the second place that has it, `^` for the file's beginning. */
  readonly defines: Readonly<Record<string, string>>;
  /** Places, in the same form, and the symbols that are used there. */
  readonly uses?: readonly (readonly [place: string, symbol: string])[];
  /** Symbol → what it implements. */
  readonly implements?: Readonly<Record<string, readonly string[]>>;
  /** The document has its text. */
  readonly withText?: boolean;
}

export function madeScipIndex(projectRoot: string, documents: readonly MadeDocument[]): Uint8Array {
  const index = create(IndexSchema, {
    metadata: create(MetadataSchema, { projectRoot, toolInfo: create(ToolInfoSchema, { name: 'made' }) }),
    documents: documents.map((document) =>
      create(DocumentSchema, {
        relativePath: document.path,
        positionEncoding:
          document.isUnsaid === true ? PositionEncoding.UnspecifiedPositionEncoding : encodingOf(document),
        text: document.withText === true ? document.text : '',
        occurrences: [
          ...Object.entries(document.defines).map(([symbol, place]) => occurrence(document, place, symbol, true)),
          ...(document.uses ?? []).map(([place, symbol]) => occurrence(document, place, symbol, false)),
        ],
        symbols: Object.keys(document.defines).map((symbol) =>
          create(SymbolInformationSchema, {
            symbol,
            relationships: (document.implements?.[symbol] ?? []).map((base) =>
              create(RelationshipSchema, { symbol: base, isImplementation: true }),
            ),
          }),
        ),
      }),
    ),
  });
  return toBinary(IndexSchema, index);
}

function occurrence(document: MadeDocument, place: string, symbol: string, isDefinition: boolean) {
  return create(OccurrenceSchema, {
    range: rangeOf(document, place),
    symbol,
    symbolRoles: isDefinition ? SymbolRole.Definition : SymbolRole.UnspecifiedSymbolRole,
  });
}

function encodingOf({ encoding = PositionEncoding.UTF16CodeUnitOffsetFromLineStart }: MadeDocument): PositionEncoding {
  return encoding;
}

function rangeOf(document: MadeDocument, place: string): number[] {
  const { text } = document;
  const encoding = encodingOf(document);
  if (place === '^') return [0, 0, 0];
  const [, name = place, number = '1'] = /^(.*) (\d+)$/s.exec(place) ?? [];
  const start = [...text.matchAll(new RegExp(`(?<![\\w])${escaped(name)}(?![\\w])`, 'gu'))][Number(number) - 1]?.index;
  if (start === undefined) throw new Error(`${place} is not in the text`);
  const before = text.slice(0, start).split('\n');
  const columns = lengthIn(before.at(-1)!, encoding);
  return [before.length - 1, columns, columns + lengthIn(name, encoding)];
}

function lengthIn(text: string, encoding: PositionEncoding): number {
  if (encoding === PositionEncoding.UTF8CodeUnitOffsetFromLineStart) return Buffer.byteLength(text);
  return encoding === PositionEncoding.UTF32CodeUnitOffsetFromLineStart ? Array.from(text).length : text.length;
}

function escaped(name: string): string {
  return name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
