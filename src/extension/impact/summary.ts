/** An answer as text, for a pull request or a message. Knows no editor but its language. */

import { l10n } from 'vscode';
import type { ImpactResponse } from '../../core/model/api';
import type { CodeSymbol } from '../../core/model/symbol';
import { escapeMarkdown } from '../hover/markdown';
import { typeWords } from '../graph/picture';
import { numberText } from '../tree/words';

/** Of each list so many lines: the rest is counted. */
const mostLines = 50;

/** Markdown. `scope`: which changes are meant. */
export function impactSummary(answer: ImpactResponse, scope: string): string {
  const types = typeWords();
  const names = new Map([...answer.changed, ...answer.affected].map(({ symbol }) => [symbol.id, nameOf(symbol)]));
  const sections = [
    section(
      l10n.t('Changed: {0}', numberText(answer.totalChanged)),
      answer.totalChanged,
      answer.changed.map(({ symbol, change, line, signatureChanged }) =>
        joined(
          code(nameOf(symbol)),
          code(`${symbol.path}:${line + 1}`),
          change,
          signatureChanged && l10n.t('signature changed'),
        ),
      ),
    ),
    section(
      l10n.t('Affected: {0}', numberText(answer.totalAffected)),
      answer.totalAffected,
      answer.affected.map(({ symbol, type, direction, via, path, sites }) => {
        const [from, to] = [code(nameOf(symbol)), code(names.get(via) ?? via)];
        const step = direction === 'in' ? `${from} ${types[type]} ${to}` : `${to} ${types[type]} ${from}`;
        return joined(step, code(`${path}:${(sites[0] ?? symbol.nameRange.start).line + 1}`));
      }),
    ),
    section(
      l10n.t('Tests to run: {0}', numberText(answer.totalTests)),
      answer.totalTests,
      answer.tests.map(({ path }) => code(path)),
    ),
    section(
      l10n.t('Exported: {0}', numberText(answer.totalSurface)),
      answer.totalSurface,
      answer.surface.map(({ symbol }) => joined(code(nameOf(symbol)), code(symbol.path))),
    ),
  ];
  const notices = answer.notices.map((notice) => `> ${escapeMarkdown(notice)}`);
  return [`## ${l10n.t('Impact of changes ({0})', scope)}`, ...sections.flat(), ...notices].join('\n\n');
}

function nameOf({ descriptor, path, qualifiedName }: CodeSymbol): string {
  return descriptor === '' ? path : qualifiedName;
}

function section(title: string, total: number, lines: readonly string[]): string[] {
  if (total === 0) return [];
  const shown = lines.slice(0, mostLines).map((line) => `- ${line}`);
  const hidden = total - shown.length;
  if (hidden > 0) shown.push(`- ${l10n.t('{0} more', numberText(hidden))}`);
  return [`**${title}**`, shown.join('\n')];
}

/** A span that ends only where its text does, whatever backticks there are in it. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

function joined(...parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join(' · ');
}
