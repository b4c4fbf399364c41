/** Which names of a file are uses of something, and what kind of use the syntax makes of each. */

import { ts } from 'ts-morph';
import type { RelationshipType } from '../model/relationship';

/** `module`: a text that names a module. `key`: a name that is also declared there, of what is asked for around it. */
export interface Site {
  readonly node: ts.Node;
  readonly kind: 'name' | 'module' | 'key' | 'shorthand';
  readonly type: RelationshipType;
}

/** Undefined for what is no use of anything. */
export function siteOf(node: ts.Node): Site | undefined {
  if (ts.isStringLiteralLike(node)) return textSite(node);
  if (!ts.isIdentifier(node) && !ts.isPrivateIdentifier(node)) return undefined;
  const { parent } = node;
  if (isNoUse(node, parent)) return undefined;
  if (ts.isShorthandPropertyAssignment(parent)) return { node, kind: 'shorthand', type: 'references' };
  if (isKey(node, parent)) return { node, kind: 'key', type: 'references' };
  if (isDeclarationName(node, parent)) return undefined;
  return { node, kind: 'name', type: relationOf(node) };
}

/** Names of labels, `as const`, `import.meta`. */
function isNoUse(node: ts.Node, parent: ts.Node): boolean {
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent) || ts.isMetaProperty(parent)) return true;
  if (ts.isJsxNamespacedName(parent)) return true;
  if (ts.isNamespaceExportDeclaration(parent) || ts.isNamespaceExport(parent)) return true;
  return ts.isTypeReferenceNode(parent) && ts.isConstTypeReference(parent) && parent.typeName === node;
}

function isKey(node: ts.Node, parent: ts.Node): boolean {
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isAccessor(parent)) {
    return parent.name === node && ts.isObjectLiteralExpression(parent.parent);
  }
  if (ts.isBindingElement(parent)) {
    const isOwn = parent.propertyName === undefined && parent.name === node && parent.dotDotDotToken === undefined;
    return isOwn && ts.isObjectBindingPattern(parent.parent);
  }
  return ts.isJsxAttribute(parent) && parent.name === node;
}

function isDeclarationName(node: ts.Node, parent: ts.Node): boolean {
  if (ts.isImportClause(parent) || ts.isNamespaceImport(parent) || ts.isImportEqualsDeclaration(parent)) return false;
  if (ts.isImportSpecifier(parent)) return parent.propertyName !== undefined && parent.name === node;
  if (ts.isExportSpecifier(parent)) return parent.propertyName !== undefined && parent.name === node;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) return false;
  if (ts.isBindingElement(parent)) return parent.name === node;
  return (parent as Partial<ts.NamedDeclaration>).name === node;
}

function textSite(node: ts.StringLiteralLike): Site | undefined {
  const { parent } = node;
  if (isModuleName(node, parent)) return { node, kind: 'module', type: 'imports' };
  if (isKey(node, parent)) return { node, kind: 'key', type: 'references' };
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === node) {
    return { node, kind: 'name', type: contextOf(parent) };
  }
  return undefined;
}

function isModuleName(node: ts.Node, parent: ts.Node): boolean {
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return parent.moduleSpecifier === node;
  if (ts.isExternalModuleReference(parent)) return parent.expression === node;
  if (ts.isLiteralTypeNode(parent)) return ts.isImportTypeNode(parent.parent) && parent.parent.argument === parent;
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== node) return false;
  const { expression } = parent;
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

function relationOf(node: ts.Node): RelationshipType {
  const { parent } = node;
  if (isImport(parent)) return 'imports';
  if (ts.isExportSpecifier(parent))
    return parent.parent.parent.moduleSpecifier === undefined ? 'references' : 'imports';
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return contextOf(parent);
  if (ts.isQualifiedName(parent)) return parent.right === node ? contextOf(parent) : 'uses';
  return contextOf(node);
}

function isImport(node: ts.Node): boolean {
  return (
    ts.isImportSpecifier(node) ||
    ts.isImportClause(node) ||
    ts.isNamespaceImport(node) ||
    ts.isImportEqualsDeclaration(node)
  );
}

/** What is done with an expression or a type that is named as a whole. */
function contextOf(named: ts.Node): RelationshipType {
  let node = named;
  while (isTransparent(node.parent)) node = node.parent;
  const { parent } = node;
  if (ts.isCallExpression(parent) && parent.expression === node)
    return contextOf(parent) === 'decorates' ? 'decorates' : 'calls';
  if (ts.isNewExpression(parent) && parent.expression === node) return 'calls';
  if (ts.isTaggedTemplateExpression(parent) && parent.tag === node) return 'calls';
  if (ts.isDecorator(parent)) return 'decorates';
  if (ts.isJsxOpeningLikeElement(parent) && parent.tagName === node) return isIntrinsic(node) ? 'references' : 'calls';
  if (ts.isExpressionWithTypeArguments(parent) && ts.isHeritageClause(parent.parent)) {
    return parent.parent.token === ts.SyntaxKind.ImplementsKeyword ? 'implements' : 'extends';
  }
  return ts.isTypeNode(parent) || ts.isTypeParameterDeclaration(parent) || ts.isQualifiedName(parent)
    ? 'uses'
    : 'references';
}

/** `<div>`: not a component. */
function isIntrinsic(node: ts.Node): boolean {
  return ts.isIdentifier(node) && /^[a-z]/.test(node.text);
}

function isTransparent(node: ts.Node): boolean {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
  );
}
