import type { MayRun } from '../farm/rules/may-run.js';

/** Why a Worker has to stop, as the original says it; empty when it may go on (contract 01 §4.8). */
export function mayRunReason(verdict: MayRun): string {
  switch (verdict.outcome) {
    case 'yes':
      return '';
    case 'unknown-task':
      return 'Task not found';
    case 'status-change':
      return 'worker status change requested';
    case 'not-yours':
      return 'task not assigned to this worker';
    case 'not-active':
      return `task is in non-runnable status "${verdict.status}"`;
  }
}
