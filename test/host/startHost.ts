/** Chooses a host: the desktop VS Code where there is one or one can be had, else the server. */

import { findDesktop } from './desktopFiles';
import { startDesktopHost } from './desktopHost';
import type { Host, HostOptions } from './host';
import { startServerHost } from './serverHost';

/** LOCI_HOST=desktop|server leaves no choice. */
export async function startHost(options: HostOptions): Promise<Host> {
  const { LOCI_HOST: wanted } = process.env;
  if (wanted === 'server') return await startServerHost(options);
  const desktop = await findDesktop(options.say);
  if (desktop !== undefined) return await startDesktopHost(desktop, options);
  if (wanted === 'desktop')
    throw new Error('LOCI_HOST=desktop, but there is no VS Code: set LOCI_VSCODE to its program');
  return await startServerHost(options);
}
