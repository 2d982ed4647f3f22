import { writeFileSync } from 'node:fs';

/**
 * Tells the Linux kernel how gladly it may kill a process when memory runs out (contract 07 §18). Children that the
 * process starts later inherit the value, so this comes right after its start. The Worker's own value stays.
 *
 * @throws what the system says, for instance when the value is lower than this user may set
 */
export function setOomScore(pid: number, value: number): void {
  writeFileSync(`/proc/${pid}/oom_score_adj`, String(value));
}
