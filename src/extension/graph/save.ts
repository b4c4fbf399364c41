/** A picture becomes a file where the person wants it. */

import * as vscode from 'vscode';

export async function save(svg: string, title: string): Promise<vscode.Uri | undefined> {
  const name = `${title.replace(/[^\p{L}\p{N}_$-]+/gu, '-').replace(/^-|-$/g, '')}.svg`;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the picture'),
    filters: { SVG: ['svg'] },
    ...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
  });
  if (target === undefined) return undefined;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(svg));
  return target;
}
