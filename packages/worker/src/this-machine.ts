import { homedir, hostname } from 'node:os';
import { dirname } from 'node:path';
import { systemClock } from '@flamenco/common';
import type { Version } from '@flamenco/common';
import type { Host } from './config/options.js';
import { systemProcesses } from './process/process-host.js';
import type { Machine } from './workbench.js';

/** The machine that commands run on: the one of this process. */
export function describeMachine(process: NodeJS.Process): Machine {
  const { platform, arch: architecture, env } = process;
  const programDirectory = dirname(process.argv[1] ?? '');
  return { host: systemProcesses(platform), platform, architecture, env, programDirectory, clock: systemClock };
}

/** What the options depend on besides flags, as this process has it. */
export function describeHost({ extendedVersion }: Version, process: NodeJS.Process): Host {
  return {
    env: process.env,
    workingDirectory: process.cwd(),
    platform: process.platform,
    hostName: hostname(),
    userHome: userHome(),
    softwareVersion: extendedVersion,
  };
}

/** A user whom the system does not know, as in some containers, has none. */
function userHome(): string {
  try {
    return homedir() || '/';
  } catch {
    return '/';
  }
}
