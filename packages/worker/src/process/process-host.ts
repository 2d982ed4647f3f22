import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { parseProcStat, parsePs, parseStartTime } from './process-table.js';
import type { ProcessEntry } from './process-table.js';

/** The signals with which processes are ended. */
export type EndingSignal = 'SIGTERM' | 'SIGKILL';

/** The processes of this machine. All methods are synchronous: they are needed in the last moments of the Worker too. */
export interface ProcessHost {
  /** Everything that runs; empty where the system cannot be asked. */
  list(): readonly ProcessEntry[];
  /** Sends a signal. That a process is gone, or not ours, is no error. */
  signal(pid: number, signal: EndingSignal): void;
  /** Ends a process with what it has started, by a means of the system's own; undefined where there is none. */
  readonly endTree: ((pid: number) => void) | undefined;
  /**
   * When a process was started, in milliseconds since 1970; undefined when there is none. Takes its time. Only where
   * `list` does not tell.
   */
  readonly startTime: ((pid: number) => number | undefined) | undefined;
  /** A text that differs between starts of the machine or container, so that a pid of another time is not mistaken. */
  readonly era: string;
}

/** The processes of the machine that this program runs on. */
export function systemProcesses(platform: NodeJS.Platform): ProcessHost {
  switch (platform) {
    case 'linux':
      return { list: listProc, signal, endTree: undefined, startTime: undefined, era: linuxEra() };
    case 'win32':
      return { list: () => [], signal, endTree: taskkill, startTime: powershellStartTime, era: '' };
    default:
      return { list: listPs, signal, endTree: undefined, startTime: undefined, era: '' };
  }
}

function listProc(): ProcessEntry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => parseProcStat(attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? '') ?? []);
}

/** Start times are compared as they are written: always in the same language and time zone. */
function listPs(): ProcessEntry[] {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC0' };
  const columns = 'pid=,ppid=,pgid=,stat=,lstart=';
  const text = attempt(() => execFileSync('ps', ['-A', '-o', columns], { encoding: 'utf8', env }));
  return parsePs(text ?? '');
}

function signal(pid: number, name: EndingSignal): void {
  attempt(() => process.kill(pid, name));
}

function taskkill(pid: number): void {
  attempt(() => execFileSync('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }));
}

/** Longer than PowerShell needs to start on a busy machine. */
const POWERSHELL_LIMIT_MS = 20_000;

function powershellStartTime(pid: number): number | undefined {
  const question = `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().ToString('o')`;
  const text = attempt(() =>
    execFileSync('powershell', ['-NoProfile', '-NonInteractive', '-Command', question], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: POWERSHELL_LIMIT_MS,
      windowsHide: true,
    }),
  );
  return parseStartTime(text ?? '');
}

/** The machine's start and the container's. */
function linuxEra(): string {
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const namespace = attempt(() => readlinkSync('/proc/self/ns/pid'));
  return `${boot ?? ''} ${namespace ?? ''}`;
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
