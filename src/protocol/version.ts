/** What a client and a server compare when they meet. */

import { statSync } from 'node:fs';
import { version } from '../../package.json';

/** Raised when a request, an answer or a notification changes its form. {@link Hello} and `retire` never change. */
export const protocolVersion = 2;

/** The release of this program, `major.minor.patch`. */
export const lociVersion: string = version;

/** Negative if `a` is the older release, 0 if equal, positive if newer. Only the three numbers are compared. */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [releaseNumbers(a), releaseNumbers(b)];
  for (let at = 0; at < 3; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function releaseNumbers(release: string): number[] {
  return release.split(/[.+-]/, 3).map((part) => Number.parseInt(part, 10) || 0);
}

/** The first request on every connection. */
export interface Hello {
  readonly protocolVersion: number;
  readonly version: string;
}

export interface Welcome {
  readonly protocolVersion: number;
  readonly version: string;
  readonly pid: number;
  /** When the server's program file was last changed, as seen at its start; milliseconds since 1970, 0 if unknown. */
  readonly programModifiedMs: number;
  /** The server's program file. */
  readonly program: string;
  /** Open connections, this one included. */
  readonly connections: number;
}

/** The answer to `retire`: whether the server ends now, to make room for another. It refuses while it is busy. */
export interface Retirement {
  readonly ending: boolean;
}

/** When a program's file was last changed, in milliseconds since 1970; 0 if that cannot be seen. */
export function modifiedMs(file: string): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
