import { scriptTexts as texts } from '../texts/job-types.js';
import { Catalogue } from './catalogue.js';
import { compileJob } from './compile.js';
import { examineScript } from './examine.js';
import type {
  CompileFailure,
  CompileResult,
  Examination,
  FailedResult,
  FoundJobType,
  JobToCompile,
  JobTypeProblem,
  JobTypes,
  LooseScript,
} from './job-type.js';
import type { JobTypeParts, JobTypesLog } from './parts.js';
import { createSandbox } from './sandbox.js';
import type { SandboxLimits } from './sandbox-messages.js';
import type { ScriptFolder } from './script-folders.js';

export type * from './job-type.js';
export { scriptFolders } from './script-folders.js';
export type { ScriptFolder } from './script-folders.js';
export { prepareSettings } from './settings.js';
export type { PreparedSettings, SettingRemark } from './settings.js';
export type { JobTypesLog } from './parts.js';
export type { SandboxLimits } from './sandbox-messages.js';

/** What scripts may use up unless told otherwise (D3.1). */
export const DEFAULT_LIMITS: SandboxLimits = {
  timeMs: 10_000,
  memoryBytes: 256 * 1024 * 1024,
  resultBytes: 256 * 1024 * 1024,
};

export interface JobTypesOptions {
  /** Weakest first, see `scriptFolders`. */
  readonly folders: readonly ScriptFolder[];
  readonly log: JobTypesLog;
  readonly now: () => Date;
  readonly limits?: Partial<SandboxLimits>;
  /** IANA name of the zone in which scripts see times; the Manager host's by default. */
  readonly timeZone?: string;
}

/** Job types that can get ready for the first question. */
export interface WarmableJobTypes extends JobTypes {
  /**
   * Starts a thread of the sandbox in the background and has it run a script, which loads the engine and what surrounds
   * scripts: the first job would wait for that, 165 ms instead of 15 (docs/performance.md).
   */
  warmUp(): void;
}

/** The job types of a farm. Nothing is read before the first question, and no thread is started before it or `warmUp`. */
export function createJobTypes(options: JobTypesOptions): WarmableJobTypes {
  const { folders, log, now } = options;
  const timeZone = options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return new ScriptedJobTypes({
    ...{ folders, log, now, timeZone },
    sandbox: createSandbox(),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
  });
}

class ScriptedJobTypes implements WarmableJobTypes {
  readonly #parts: JobTypeParts;
  readonly #catalogue: Catalogue;

  constructor(parts: JobTypeParts) {
    this.#parts = parts;
    this.#catalogue = new Catalogue(parts);
  }

  async list(): ReturnType<JobTypes['list']> {
    const { files, folders, problems } = await this.#catalogue.inventory();
    const sorted = [...files.values()].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
    const verdicts = await Promise.all(sorted.map((file) => this.#catalogue.verdict(file, folders)));
    return {
      jobTypes: verdicts.flatMap((verdict) => (verdict.state === 'usable' ? [verdict.jobType] : [])),
      problems: [
        ...problems,
        ...verdicts.flatMap((verdict) => (verdict.state === 'usable' ? verdict.warnings : [verdict.problem])),
      ],
    };
  }

  async find(name: string): Promise<FoundJobType> {
    const { files, folders } = await this.#catalogue.inventory();
    const file = files.get(name);
    if (file === undefined) return undefined;
    const verdict = await this.#catalogue.verdict(file, folders);
    return verdict.state === 'usable' ? verdict.jobType : { problem: verdict.problem };
  }

  async compile(job: JobToCompile, signal?: AbortSignal): Promise<CompileResult> {
    const { files, folders } = await this.#catalogue.inventory();
    const file = files.get(job.type);
    if (file === undefined) return refused('unknown-type', texts.unknownType);
    const verdict = await this.#catalogue.verdict(file, folders);
    if (verdict.state === 'broken') return brokenType(verdict.problem);
    const { source, digest } = verdict;
    return await compileJob(this.#parts, { file, source, digest, folders }, job, signal);
  }

  async examine(script: LooseScript, signal?: AbortSignal): Promise<Examination> {
    const { folders } = await this.#catalogue.inventory();
    return await examineScript(this.#parts, script, folders, signal);
  }

  warmUp(): void {
    const { sandbox, limits, timeZone } = this.#parts;
    void sandbox.run({ file: 'warm-up', source: "const JOB_TYPE = { label: '' };", folders: [], timeZone, limits });
  }

  async stop(): Promise<void> {
    await this.#parts.sandbox.stop();
  }
}

function refused(reason: CompileFailure, message: string): FailedResult {
  return { outcome: 'failed', reason, message, output: [] };
}

function brokenType({ name, message, file, line }: JobTypeProblem): CompileResult {
  return { ...refused('broken-type', texts.brokenType(name, message)), file, ...(line === undefined ? {} : { line }) };
}
