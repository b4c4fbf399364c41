/** Parts of a SCIP index as bytes: written one after the other they are the index. Metadata comes first. */

import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { Range } from '../model/range';
import type { ScipDocument, ScipMetadata, ScipOccurrence, ScipRelationship, ScipSymbol } from './schema';
import {
  documentFields,
  indexFields,
  metadataFields,
  occurrenceFields,
  positionEncodings,
  relationshipFields,
  symbolFields,
  textEncodings,
  toolFields,
} from './schema';

export function metadataPart({ tool, projectRoot }: ScipMetadata): Uint8Array {
  return part(indexFields.metadata, (out) => {
    message(out, metadataFields.toolInfo, () => {
      text(out, toolFields.name, tool.name);
      text(out, toolFields.version, tool.version);
    });
    text(out, metadataFields.projectRoot, projectRoot);
    number(out, metadataFields.textEncoding, textEncodings.utf8);
  });
}

/** Characters of the document's ranges are UTF-16 units. */
export function documentPart(document: ScipDocument): Uint8Array {
  return part(indexFields.documents, (out) => {
    text(out, documentFields.relativePath, document.path);
    for (const occurrence of document.occurrences) writeOccurrence(out, occurrence);
    for (const symbol of document.symbols) writeSymbol(out, documentFields.symbols, symbol);
    text(out, documentFields.language, document.language);
    number(out, documentFields.positionEncoding, positionEncodings.utf16);
  });
}

/** A symbol that is used in the index and defined outside. */
export function externalSymbolPart(symbol: Pick<ScipSymbol, 'symbol' | 'displayName'>): Uint8Array {
  return part(indexFields.externalSymbols, (out) => {
    text(out, symbolFields.symbol, symbol.symbol);
    text(out, symbolFields.displayName, symbol.displayName);
  });
}

function writeOccurrence(out: BinaryWriter, { range, symbol, roles, enclosing }: ScipOccurrence): void {
  message(out, documentFields.occurrences, () => {
    writeRange(out, occurrenceFields.range, range);
    text(out, occurrenceFields.symbol, symbol);
    number(out, occurrenceFields.roles, roles);
    if (enclosing !== undefined) writeRange(out, occurrenceFields.enclosingRange, enclosing);
  });
}

/** Four numbers, or three where the range is on one line. */
function writeRange(out: BinaryWriter, field: number, { start, end }: Range): void {
  message(out, field, () => {
    out.int32(start.line).int32(start.character);
    if (end.line !== start.line) out.int32(end.line);
    out.int32(end.character);
  });
}

function writeSymbol(out: BinaryWriter, field: number, symbol: ScipSymbol): void {
  const { documentation = '', relationships, signature, enclosing = '' } = symbol;
  message(out, field, () => {
    text(out, symbolFields.symbol, symbol.symbol);
    text(out, symbolFields.documentation, documentation);
    for (const relationship of relationships) writeRelationship(out, relationship);
    number(out, symbolFields.kind, symbol.kind);
    text(out, symbolFields.displayName, symbol.displayName);
    if (signature !== undefined) {
      message(out, symbolFields.signature, () => {
        text(out, documentFields.language, signature.language);
        text(out, documentFields.text, signature.text);
      });
    }
    text(out, symbolFields.enclosingSymbol, enclosing);
  });
}

function writeRelationship(out: BinaryWriter, relationship: ScipRelationship): void {
  message(out, symbolFields.relationships, () => {
    text(out, relationshipFields.symbol, relationship.symbol);
    number(out, relationshipFields.isReference, Number(relationship.isReference));
    number(out, relationshipFields.isImplementation, Number(relationship.isImplementation));
  });
}

function part(field: number, write: (out: BinaryWriter) => void): Uint8Array {
  const out = new BinaryWriter();
  message(out, field, () => {
    write(out);
  });
  return out.finish();
}

function message(out: BinaryWriter, field: number, write: () => void): void {
  out.tag(field, WireType.LengthDelimited).fork();
  write();
  out.join();
}

/** A field that has its default value is left out, here and below. */
function text(out: BinaryWriter, field: number, value: string): void {
  if (value !== '') out.tag(field, WireType.LengthDelimited).string(value);
}

function number(out: BinaryWriter, field: number, value: number): void {
  if (value !== 0) out.tag(field, WireType.Varint).int32(value);
}
