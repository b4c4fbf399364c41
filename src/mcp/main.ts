#!/usr/bin/env node
/** Loci for agents: an MCP server on standard input and output, over the same engine as every other program. */

import { dirname, join } from 'node:path';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { connectEngine } from '../protocol/client';
import { defaultDataDir } from '../protocol/dataDirectory';
import { lociVersion } from '../protocol/version';
import { registerTools } from './tools';

async function main(): Promise<void> {
  const { LOCI_DATA_DIR: dataDir, LOCI_DATABASE_URL: databaseUrl } = process.env;
  const engine = await connectEngine({
    dataDir: dataDir ?? defaultDataDir(),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    serverFile: join(dirname(__filename), 'server.cjs'),
  });
  const server = new McpServer({ name: 'loci', version: lociVersion });
  registerTools(server, engine);
  server.server.onclose = engine.close;
  await server.connect(new StdioServerTransport());
}

main().catch((error: unknown) => {
  process.stderr.write(`loci mcp: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
