import { basename } from 'node:path';
import { judgeJobType } from './job-type-schema.js';
import type { SchemaFinding, WrittenJobType } from './job-type-schema.js';
import type { AvailableJobType, JobTypeProblem } from './job-type.js';
import { runFailureText } from './run-failure.js';
import type { FailedRun } from './run-failure.js';
import { MAX_MESSAGE_CHARACTERS } from './sandbox-messages.js';
import type { RunEnd, SandboxLimits } from './sandbox-messages.js';
import type { ScriptFile } from './script-folders.js';
import { lineOfSetting } from './source-lines.js';

/** What there is to say about a script after its top level ran. */
export type ScriptVerdict =
  | {
      readonly state: 'usable';
      readonly source: string;
      /** Differs when the script does, or a module that its top level required. */
      readonly digest: string;
      readonly jobType: AvailableJobType;
      readonly warnings: readonly JobTypeProblem[];
    }
  | { readonly state: 'broken'; readonly problem: JobTypeProblem };

/** Nobody reads more, and each is looked for in the source. */
const MAX_FINDINGS = 20;

/** Judges a script by what its run described (D3.3). Pure. */
export function judgeScript(
  file: ScriptFile,
  source: string,
  { outcome, report }: RunEnd,
  limits: SandboxLimits,
): ScriptVerdict {
  if (outcome.kind === 'failed') return { state: 'broken', problem: failedProblem(file, source, outcome, limits) };
  const { jobType, findings } = judgeJobType(
    file.name,
    (JSON.parse(outcome.answer) as { readonly jobType: WrittenJobType }).jobType,
  );
  const errorsFirst = [...findings].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  const problems = errorsFirst.slice(0, MAX_FINDINGS).map((finding) => findingProblem(file, source, finding));
  const problem = problems.find(({ severity }) => severity === 'error');
  if (problem !== undefined) return { state: 'broken', problem };
  return { state: 'usable', source, digest: report.digest, jobType, warnings: problems };
}

/** A problem of a file that cannot even be run. */
export function brokenFile(file: ScriptFile, message: string): ScriptVerdict {
  return { state: 'broken', problem: { name: file.name, file: file.path, message, severity: 'error' } };
}

function failedProblem(file: ScriptFile, source: string, failed: FailedRun, limits: SandboxLimits): JobTypeProblem {
  const message = runFailureText(basename(file.path), failed, limits);
  const { line, column } = failed.position ?? { line: lineOfSetting(source, undefined) };
  return { name: file.name, file: file.path, ...place(line, column), message, severity: 'error' };
}

function findingProblem(file: ScriptFile, source: string, finding: SchemaFinding): JobTypeProblem {
  const line = lineOfSetting(source, finding.key);
  return {
    name: file.name,
    file: file.path,
    ...place(line),
    message: finding.message.slice(0, MAX_MESSAGE_CHARACTERS),
    severity: finding.severity,
  };
}

function place(line: number | undefined, column?: number): { line?: number; column?: number } {
  return { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
}
