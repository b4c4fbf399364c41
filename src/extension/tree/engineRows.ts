/** The rows of the Index view below the folders: where the index is kept, and the process that keeps it. */

import * as vscode from 'vscode';
import type { EngineStatus } from '../../core/model/api';
import type { RowPlan } from './indexRows';
import { bytesText, durationText, joined } from './words';

export function engineRows({ database, process, version, notices }: EngineStatus): RowPlan[] {
  const { t } = vscode.l10n;
  const isEmbedded = database.kind === 'embedded';
  return [
    ...notices.map((notice): RowPlan => {
      return { key: `notice ${notice}`, label: notice, tooltip: notice, icon: new vscode.ThemeIcon('info') };
    }),
    {
      key: 'database',
      label: t('Database'),
      description: joined(isEmbedded ? t('Embedded') : t('PostgreSQL server'), bytesText(database.bytes)),
      icon: new vscode.ThemeIcon('database'),
      tooltip: database.location,
      children: [
        row('location', isEmbedded ? t('Folder') : t('Address'), database.location),
        row('version', t('PostgreSQL'), database.serverVersion),
        row('schema', t('Schema version'), `${database.schemaVersion}`),
      ],
    },
    {
      key: 'server',
      label: t('Server'),
      description: joined(bytesText(process.rssBytes), t('up {0}', durationText(process.uptimeMs))),
      icon: new vscode.ThemeIcon('server-process'),
      children: [
        row('version', t('Version'), version),
        row('process', t('Process'), `${process.pid}`),
        row('peak', t('Peak memory'), bytesText(process.peakRssBytes)),
        row('time', t('Processor time'), durationText(process.cpuMs)),
      ],
    },
  ];
}

function row(key: string, label: string, description: string): RowPlan {
  return { key, label, description, tooltip: description };
}
