import type { Version } from '@flamenco/common';
import type { Farm } from '../../farm/farm.js';
import type { Handlers } from '../context.js';

/** What this Manager tells of its own version. */
export type About = Pick<Version, 'version' | 'extendedVersion' | 'gitHash'>;

type MetaOperations = Pick<Handlers, 'getVersion' | 'getFarmStatus'>;

/** Who this Manager is, and how its farm does (contract 01 §3.1, §3.8). */
export function metaOperations(farm: Farm, about: About): MetaOperations {
  return {
    getVersion: (_, { userAgent }) => ({
      status: 200,
      body: {
        name: farm.config.current().managerName,
        version: about.extendedVersion,
        shortversion: versionOfAddon(userAgent) ?? about.version,
        git: about.gitHash,
      },
    }),

    getFarmStatus: () => ({ status: 200, body: { status: farm.status.current } }),
  };
}

const ORIGINAL_ADDON = /^Flamenco\/(3\.\d[\w.+-]*) \(Blender add-on\)$/;

/**
 * The version of an original add-on of the 3.x series: it compares the Manager's with its own, and lets its user submit
 * only if they are the same (D1.7). Pure.
 */
function versionOfAddon(userAgent: string): string | undefined {
  return ORIGINAL_ADDON.exec(userAgent)?.[1];
}
