/** VS Code's own icons, as far as the picture needs them. */

import zoomOut from '@vscode/codicons/src/icons/zoom-out.svg';
import file from '@vscode/codicons/src/icons/file.svg';
import fit from '@vscode/codicons/src/icons/screen-full.svg';
import pack from '@vscode/codicons/src/icons/package.svg';
import references from '@vscode/codicons/src/icons/references.svg';
import save from '@vscode/codicons/src/icons/desktop-download.svg';
import classIcon from '@vscode/codicons/src/icons/symbol-class.svg';
import constant from '@vscode/codicons/src/icons/symbol-constant.svg';
import enumMember from '@vscode/codicons/src/icons/symbol-enum-member.svg';
import enumIcon from '@vscode/codicons/src/icons/symbol-enum.svg';
import eventIcon from '@vscode/codicons/src/icons/symbol-event.svg';
import field from '@vscode/codicons/src/icons/symbol-field.svg';
import interfaceIcon from '@vscode/codicons/src/icons/symbol-interface.svg';
import key from '@vscode/codicons/src/icons/symbol-key.svg';
import method from '@vscode/codicons/src/icons/symbol-method.svg';
import namespace from '@vscode/codicons/src/icons/symbol-namespace.svg';
import operator from '@vscode/codicons/src/icons/symbol-operator.svg';
import parameter from '@vscode/codicons/src/icons/symbol-parameter.svg';
import property from '@vscode/codicons/src/icons/symbol-property.svg';
import string from '@vscode/codicons/src/icons/symbol-string.svg';
import structure from '@vscode/codicons/src/icons/symbol-structure.svg';
import variable from '@vscode/codicons/src/icons/symbol-variable.svg';
import zoomIn from '@vscode/codicons/src/icons/zoom-in.svg';
import { svg } from './dom';

const files: Readonly<Record<string, string>> = {
  'zoom-in': zoomIn,
  'zoom-out': zoomOut,
  fit,
  save,
  'symbol-class': classIcon,
  'symbol-constant': constant,
  'symbol-constructor': method,
  'symbol-enum': enumIcon,
  'symbol-enum-member': enumMember,
  'symbol-event': eventIcon,
  'symbol-field': field,
  'symbol-file': file,
  'symbol-function': method,
  'symbol-interface': interfaceIcon,
  'symbol-key': key,
  'symbol-method': method,
  'symbol-module': file,
  'symbol-namespace': namespace,
  'symbol-operator': operator,
  'symbol-package': pack,
  'symbol-property': property,
  'symbol-reference': references,
  'symbol-string': string,
  'symbol-struct': structure,
  'symbol-type-parameter': parameter,
  'symbol-variable': variable,
};

/** 16 by 16; a misc. symbol's where there is none of that name. */
export function icon(name: string, attributes: Readonly<Record<string, string | number>> = {}): SVGSVGElement {
  const text = files[name] ?? property;
  const paths = [...text.matchAll(/<path([^>]*)\bd="([^"]+)"/g)].map(([, others, d]) =>
    svg('path', { d: d!, 'fill-rule': others!.includes('evenodd') ? 'evenodd' : undefined }),
  );
  return svg('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true', ...attributes }, ...paths);
}
