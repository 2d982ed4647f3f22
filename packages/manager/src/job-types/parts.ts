import { jobTypeLogTexts as logTexts } from '../texts/job-types.js';
import type { Sandbox } from './sandbox.js';
import type { RunReport, SandboxLimits } from './sandbox-messages.js';
import type { ScriptFolder } from './script-folders.js';

/** The log as this subsystem needs it; a pino logger is one. */
export interface JobTypesLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What catalogue and compiler share. */
export interface JobTypeParts {
  readonly folders: readonly ScriptFolder[];
  readonly sandbox: Sandbox;
  readonly limits: SandboxLimits;
  readonly timeZone: string;
  readonly now: () => Date;
  readonly log: JobTypesLog;
}

/** Writes what a script printed to the log (contract 04 §4.4). */
export function logOutput(log: JobTypesLog, script: string, report: RunReport): void {
  for (const { level, args } of report.output) {
    if (level === 'print') log.info({ args }, logTexts.print);
    else log.warn({ args }, logTexts.alert);
  }
  if (report.outputDropped) log.warn({ script }, logTexts.outputDropped);
}
