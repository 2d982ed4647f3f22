/** One process as the system lists it. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** The process group. */
  readonly group: number;
  /** The session; undefined where the system does not tell. */
  readonly session: number | undefined;
  /** When it started, in whatever form the system has; together with the pid it names one process for ever. */
  readonly started: string;
  /** Dead already, only not yet noticed by its parent. */
  readonly isZombie: boolean;
}

/** Reads `/proc/PID/stat` of Linux; undefined when it is something else. Pure. */
export function parseProcStat(text: string): ProcessEntry | undefined {
  // The name stands in parentheses and may contain some itself.
  const afterName = text.lastIndexOf(') ');
  const fields = text.slice(afterName + 2).split(' ');
  const [state, parent, group, session] = fields;
  const started = fields[19];
  const pid = Number.parseInt(text, 10);
  if (afterName < 0 || started === undefined || Number.isNaN(pid)) return undefined;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    started,
    isZombie: state === 'Z' || state === 'X',
  };
}

/** Reads the output of `ps -A -o pid=,ppid=,pgid=,stat=,lstart=`. Pure. */
export function parsePs(text: string): ProcessEntry[] {
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, group, state, started] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line) ?? [];
    if (started === undefined) return [];
    const numbers = { pid: Number(pid), parent: Number(parent), group: Number(group) };
    return [{ ...numbers, session: undefined, started, isZombie: state?.startsWith('Z') ?? false }];
  });
}

/** Reads the start of a process as PowerShell's format `o` has it: milliseconds since 1970, undefined for anything else. Pure. */
export function parseStartTime(text: string): number | undefined {
  const startedAt = Date.parse(text.trim());
  return Number.isNaN(startedAt) ? undefined : startedAt;
}

/**
 * The living processes that a leader of a group has brought about: its group, its session, and all that descend from
 * these. The leader itself may be dead. Pure.
 */
export function familyOf(leader: number, table: readonly ProcessEntry[]): ProcessEntry[] {
  const family = new Map<number, ProcessEntry>();
  const isMember = ({ pid, parent, group, session }: ProcessEntry) =>
    pid === leader || group === leader || session === leader || family.has(parent);
  for (let before = -1; before !== family.size;) {
    before = family.size;
    for (const entry of table) if (isMember(entry)) family.set(entry.pid, entry);
  }
  return [...family.values()].filter((entry) => !entry.isZombie);
}
