/** The MCP program as an agent sees it: the bundle, over its standard input and output. */

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { connectEngine } from '../../src/protocol/client';
import { writeTree } from '../support/engine';

describe('mcp', function () {
  this.timeout(60_000);
  let root: string;
  let folder: string;
  let client: Client;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'loci-mcp-'));
    folder = join(root, 'folder');
    await writeTree(folder, {
      'cart.ts': '/** Sum of the prices. */\nexport function total(): number { return 1; }\n',
    });
    const dataDir = join(root, 'data');
    const engine = await connectEngine({ dataDir, serverFile: resolve('dist/server.cjs') });
    await engine.index({ folder }, () => undefined);
    engine.close();
    client = new Client({ name: 'test', version: '1.0.0' });
    const env = { ...process.env, LOCI_DATA_DIR: dataDir, LOCI_IDLE_SECONDS: '1' } as Record<string, string>;
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [resolve('dist/mcp.cjs')], env }));
  });
  after(async () => {
    const engine = await connectEngine({ dataDir: join(root, 'data'), serverFile: resolve('dist/server.cjs') });
    const { process: server } = await engine.status({});
    await client.close();
    engine.close();
    process.kill(server.pid, 'SIGTERM');
    await rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  const call = async (name: string, args: Record<string, unknown>): Promise<string> => {
    const { content } = (await client.callTool({ name, arguments: args })) as { content: { text: string }[] };
    return content.map(({ text }) => text).join('\n');
  };

  it('offers four tools that only read', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint]),
      [
        ['search_code', true],
        ['get_symbol', true],
        ['outline', true],
        ['index_status', true],
      ],
    );
  });

  it('finds, shows and outlines', async () => {
    assert.match(await call('search_code', { query: 'sum of prices' }), /^cart\.ts:2 {2}function total {2}\[words\]/);
    assert.match(await call('get_symbol', { symbol: 'total' }), /return 1;/);
    assert.match(await call('outline', { file: join(folder, 'cart.ts') }), /2: export function total/);
    assert.match(await call('index_status', {}), /indexed, 1 files, 2 symbols/);
  });

  it('says what to do when a question is wrong', async () => {
    assert.match(await call('outline', { file: join(root, 'elsewhere.ts') }), /loci index <folder>/);
    assert.match(await call('get_symbol', { symbol: 'absent' }), /search_code finds by words/);
  });
});
