/** The tools that agents see. All of them only read. Answers are compact text, places as `path:line`. */

import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { isLociError, messageOf } from '../core/model/errors';
import type { EngineClient } from '../protocol/client';
import { outlineText, searchText, statusText, symbolText } from './text';

const readOnly = { readOnlyHint: true, openWorldHint: false };
const folder = z.string().optional().describe('Absolute path of an indexed folder; every indexed folder if left out.');

const searchInput = {
  query: z.string().max(10_000),
  folder,
  limit: z.number().int().min(1).max(100).optional(),
  near: z.string().optional().describe('Absolute path of a file: of equal hits those near it come first.'),
};

export function registerTools(server: McpServer, engine: EngineClient): void {
  server.registerTool(
    'search_code',
    {
      title: 'Search code',
      description:
        'Finds functions, classes and other symbols by name or by plain words, best first. Use it before reading files. ' +
        'Filters in the query: kind:class lang:python path:src in:Cart, and "exact text"; like:Cart.total finds copies and what is ' +
        'alike; file:line and stack traces find what stands there. ' +
        'Next: get_symbol for a body, outline for a whole file.',
      inputSchema: searchInput,
      annotations: readOnly,
    },
    ({ query, folder: within, limit, near }) =>
      answer(async () => searchText(await engine.search({ query, ...given({ folder: within, limit, near }) }))),
  );
  server.registerTool(
    'get_symbol',
    {
      title: 'Get a symbol',
      description: 'The definition of a symbol with its signature and documentation, by id, qualified name or name.',
      inputSchema: { symbol: z.string().max(2_000), folder, limit: z.number().int().min(1).max(20).optional() },
      annotations: readOnly,
    },
    ({ symbol, folder: within, limit }) =>
      answer(async () => symbolText(await engine.symbol({ symbol, ...given({ folder: within, limit: limit ?? 3 }) }))),
  );
  server.registerTool(
    'outline',
    {
      title: 'Outline a file',
      description: 'The symbols of one indexed file in order, with their lines.',
      inputSchema: { file: z.string().describe('Absolute path.') },
      annotations: readOnly,
    },
    ({ file }) => answer(async () => outlineText(await engine.outline({ file }))),
  );
  server.registerTool(
    'index_status',
    {
      title: 'Index status',
      description:
        'Which folders are indexed, how completely, and at which commit: tells whether absence can be trusted.',
      inputSchema: { folder },
      annotations: readOnly,
    },
    ({ folder: within }) => answer(async () => statusText(await engine.status(given({ folder: within })))),
  );
}

/** Leaves out what was not given, as the protocol wants absent instead of undefined. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

async function answer(ask: () => Promise<string>): Promise<CallToolResult> {
  try {
    return { content: [{ type: 'text', text: await ask() }] };
  } catch (error) {
    const mend = isLociError(error) && error.mend !== '' ? `; ${error.mend}` : '';
    return { isError: true, content: [{ type: 'text', text: `${messageOf(error)}${mend}` }] };
  }
}
