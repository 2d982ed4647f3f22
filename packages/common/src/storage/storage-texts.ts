import type { StorageProbe, StorageStep, StorageTrouble } from './storage-probe.js';

export const NOT_ABSOLUTE = 'it does not say where it begins';
export const NO_RESULT = 'the check ended without a result';

export function late(limitMs: number): string {
  const seconds = limitMs / 1000;
  return `no answer within ${seconds} second${seconds === 1 ? '' : 's'}`;
}

/** What somebody found at a path, in sentences. `who` begins them, such as `The Manager`. */
export function describeStorage(who: string, probe: StorageProbe): string {
  return [finding(who, probe), ...probe.troubles.map((trouble) => troubleText(who, trouble, probe)), rights(who, probe)]
    .filter((text) => text !== '')
    .join(' ');
}

function finding(who: string, { kind, canRead, canWrite, nearest, path, troubles }: StorageProbe): string {
  switch (kind) {
    case 'directory':
    case 'file':
      if (troubles.some(({ code }) => code === 'late')) return `${who} finds a ${kind}.`;
      return `${who} finds a ${kind} ${abilities(canRead, canWrite)}.`;
    case 'other':
      return `What ${within(who)} finds is neither a directory nor a file.`;
    case 'nothing':
      return nearest === undefined || nearest === path
        ? `${who} finds nothing there.`
        : `${who} finds nothing there; the nearest directory that exists is ${nearest}.`;
    case 'unknown':
      return '';
  }
}

/** `The Manager` in the middle of a sentence. */
function within(who: string): string {
  return who.replace(/^The /, 'the ');
}

function abilities(canRead: boolean, canWrite: boolean): string {
  if (canRead) return canWrite ? 'that it can read and write' : 'that it can read, but not write';
  return canWrite ? 'that it can write, but not read' : 'that it can neither read nor write';
}

const DOING: Readonly<Record<StorageStep, string>> = {
  find: 'Looking at it',
  read: 'Reading',
  write: 'Writing',
  remove: 'Removing the file with which it was tried',
  measure: 'Asking for the free space',
};

function troubleText(who: string, { step, code, message }: StorageTrouble, { kind }: StorageProbe): string {
  if (code === 'relative') return `This is no path that ${within(who)} can look at.`;
  const failure = kind === 'unknown' ? `${who} cannot look at it` : `${DOING[step]} fails`;
  return `${failure}: ${message}.${code === 'late' ? ' Is the server of the storage reachable?' : ''}`;
}

/** Who may do what, where that is why something fails. */
function rights(who: string, { owner, user, troubles }: StorageProbe): string {
  if (!owner || !troubles.some(({ code }) => code === 'EACCES' || code === 'EPERM')) return '';
  const runs = user === undefined ? '' : `; ${within(who)} runs as "${user}"`;
  return `It belongs to user ${owner.uid} and group ${owner.gid} with the rights ${owner.rights}${runs}.`;
}
