/** The Relations tree: one subject, and what it is related to as far as it was opened. Knows no editor. */

import type { Uri } from 'vscode';
import type { RelationsRequest, RelationsResponse } from '../../core/model/api';
import type { FilePath } from '../../core/model/ids';
import type { Direction, RelatedNode, RelationNode, SiteNode, SubjectNode } from './relationNodes';
import { groupNodes, hiddenNodes, relatedNodes } from './relationNodes';

export interface RelationsModelOptions {
  readonly relations: (request: RelationsRequest, signal?: AbortSignal) => Promise<RelationsResponse>;
  readonly uriOf: (folder: string, path: FilePath) => Uri;
  /** The texts of these lines, as the editor has them; empty where there is none. */
  readonly linesOf: (uri: Uri, lines: readonly number[]) => Promise<readonly string[]>;
}

export interface RelationsModel {
  /** Kept until `forget`, if it did not fail. */
  answer(subject: SubjectNode, direction: Direction, signal?: AbortSignal): Promise<RelationsResponse>;
  /** Rejects with what the engine says. */
  children(node: RelationNode, direction: Direction): Promise<readonly RelationNode[]>;
  forget(): void;
}

/** Answers that are kept: the cursor comes by many symbols in a day. */
const mostAnswers = 50;
/** The engine's greatest. */
const mostRelated = 1000;
/** Places of one relationship that are listed. */
const mostSites = 100;

export function createRelationsModel({ relations, uriOf, linesOf }: RelationsModelOptions): RelationsModel {
  const answers = new Map<string, RelationsResponse>();

  const answer = async (
    { symbol, folder }: SubjectNode,
    direction: Direction,
    signal?: AbortSignal,
  ): Promise<RelationsResponse> => {
    const key = `${direction}\n${folder}\n${symbol.id}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answered = await relations({ symbol: symbol.id, folder, direction, limit: mostRelated }, signal);
    answers.set(key, answered);
    const [oldest] = answers.keys();
    if (answers.size > mostAnswers && oldest !== undefined) answers.delete(oldest);
    return answered;
  };

  const sitesOf = async (node: RelatedNode): Promise<SiteNode[]> => {
    if (node.sites.length < 2) return [];
    const sites = node.sites.slice(0, mostSites);
    const texts = await linesOf(
      node.sitesUri,
      sites.map(({ line }) => line),
    );
    return sites.map((position, at) => ({
      kind: 'site',
      id: `${node.id}\nsite ${position.line} ${position.character}`,
      parent: node,
      uri: node.sitesUri,
      position,
      text: texts[at] ?? '',
    }));
  };

  /** The next step of the same kind: callers of the caller, types above the type above. */
  const further = async (node: RelatedNode): Promise<readonly RelationNode[]> => {
    if (node.isRecursive) return [];
    const { symbol, folder, direction, type } = node;
    const answered = await relations({ symbol: symbol.id, folder, direction, types: [type], limit: mostRelated });
    const context = { parent: node, direction, of: node, uriOf };
    return [...relatedNodes(answered.related, context), ...hiddenNodes(node, answered)];
  };

  return {
    answer,
    children: async (node, direction) => {
      switch (node.kind) {
        case 'subject': {
          const context = { parent: node, direction, of: node, uriOf };
          return groupNodes(node, await answer(node, direction), context);
        }
        case 'related':
          return (await Promise.all([sitesOf(node), further(node)])).flat();
        case 'group':
        case 'page':
          return node.children;
        case 'pins':
        case 'lost':
        case 'site':
        case 'hidden':
        case 'note':
          return [];
      }
    },
    forget: () => {
      answers.clear();
    },
  };
}
