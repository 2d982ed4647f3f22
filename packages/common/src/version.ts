import { readFileSync } from 'node:fs';

/** How far a version is from being finished, in the original's words. */
export type ReleaseCycle = 'alpha' | 'beta' | 'rc' | 'release';

/** Who this program is, in all the forms in which it says so (contract 05 §17.2). */
export interface Version {
  /** Not the Blender Foundation's build (contract 00 D9). */
  readonly name: string;
  /** `4.0.0-dev` */
  readonly version: string;
  readonly gitHash: string;
  readonly releaseCycle: ReleaseCycle;
  /** The version, with the git hash after it if it is not finished: `4.0.0-dev (cf286e71d)`. */
  readonly extendedVersion: string;
  /** Name and version, for files that a program writes. */
  readonly applicationInfo: string;
  /** For HTTP: `Flamenco/4.0.0-dev (cf286e71d)`. */
  readonly userAgent: string;
}

const NAME = 'Flamenco (TypeScript)';

/** The git hash of a program that was not built for release. */
const UNKNOWN_HASH = 'dev';

/** All forms of a version. Pure. */
export function describeVersion(version: string, gitHash: string = UNKNOWN_HASH): Version {
  const releaseCycle = releaseCycleOf(version);
  const finished = releaseCycle === 'rc' || releaseCycle === 'release';
  return {
    name: NAME,
    version,
    gitHash,
    releaseCycle,
    extendedVersion: finished ? version : `${version} (${gitHash})`,
    applicationInfo: `${NAME} ${version}`,
    userAgent: `Flamenco/${version} (${gitHash})`,
  };
}

/** By the part after the first hyphen: none is a release, an unknown one (`dev`) counts as alpha. */
function releaseCycleOf(version: string): ReleaseCycle {
  const suffix = /^[^-+]*-([a-z]*)/i.exec(version)?.[1]?.toLowerCase();
  if (suffix === undefined) return 'release';
  return suffix === 'beta' || suffix === 'rc' ? suffix : 'alpha';
}

/**
 * The version of this build: from the package, and from `build-info.json` (`{"gitHash": "…"}`) beside this file, which
 * a build for release writes.
 */
export function readVersion(): Version {
  const { version } = readJson('../package.json');
  const { gitHash } = readJson('./build-info.json');
  return describeVersion(textOr(version, '0.0.0-dev'), textOr(gitHash, UNKNOWN_HASH));
}

/** Nothing if the file is missing or unreadable: no program fails to start for want of its own name. */
function readJson(path: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}
