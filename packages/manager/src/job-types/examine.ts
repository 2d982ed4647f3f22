import { compileJob } from './compile.js';
import type { Examination, LooseScript } from './job-type.js';
import type { JobTypeParts, JobTypesLog } from './parts.js';
import { jobTypeName, withoutMark } from './script-folders.js';
import type { ScriptFile } from './script-folders.js';
import { judgeScript } from './script-verdict.js';

/** What a loose script prints and compiles is for its author, not for the log of the farm. */
const NOWHERE: JobTypesLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/**
 * Runs a script that no folder of the farm holds, with the limits of all others (D3.1). Neither the catalogue nor the log
 * learns of it. Rejects only with the signal's reason.
 *
 * @param farmFolders where `require` looks after the script's own folder
 */
export async function examineScript(
  parts: JobTypeParts,
  script: LooseScript,
  farmFolders: readonly string[],
  signal?: AbortSignal,
): Promise<Examination> {
  const { sandbox, limits, timeZone } = parts;
  const file: ScriptFile = {
    ...{ name: jobTypeName(script.fileName), path: script.fileName, builtIn: false, stamp: '' },
    size: Buffer.byteLength(script.source),
  };
  const source = withoutMark(script.source);
  const folders = script.folder === undefined ? farmFolders : [script.folder, ...farmFolders];
  const { end } = await sandbox.run({ file: script.fileName, source, folders, timeZone, limits }, signal);
  const verdict = judgeScript(file, source, end, limits);
  return {
    ...(verdict.state === 'usable' && { jobType: verdict.jobType }),
    problems: verdict.state === 'usable' ? verdict.warnings : [verdict.problem],
    output: end.report.output,
    compile: (job, abort) =>
      compileJob({ ...parts, log: NOWHERE }, { file, source, digest: end.report.digest, folders }, job, abort),
  };
}
