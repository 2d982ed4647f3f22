import { execFileSync } from 'node:child_process';
import type { RealFarm } from './farm.js';
import { MANAGER, Program } from './program.js';

/** Whether this machine lets us mount something that only our own programs see: needs to be root on Linux. */
export function canMount(): boolean {
  try {
    const trial = 'mount -t tmpfs tmpfs /mnt';
    execFileSync('/usr/bin/unshare', ['--mount', '/bin/sh', '-c', trial], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts the farm's Manager where it alone sees what a shell command has mounted; resolves when it listens. What it
 * sees is below `/proc/PID/cwd`; the mounts are gone when it has ended.
 *
 * @param mount run in the farm's folder
 */
export async function startWithMount(farm: RealFarm, mount: string): Promise<Program> {
  const script = `set -e; ${mount}; cd "$PWD"; exec "$0"`;
  const manager = Program.start('/usr/bin/unshare', ['--mount', '/bin/sh', '-c', script, MANAGER], farm.folder);
  await manager.line(/possible URLs/);
  return manager;
}
