import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newQuickJSWASMModule } from 'quickjs-emscripten';
import type { QuickJSWASMModule } from 'quickjs-emscripten';
import { readJob, readTasks } from '../../src/job-types/compiled-result.js';
import type { AuthoredTask, CompiledJob, JsonObject } from '../../src/job-types/job-type.js';
import type { JobTypesLog } from '../../src/job-types/parts.js';
import type { RunEnd, SandboxRequest } from '../../src/job-types/sandbox-messages.js';
import { runScript } from '../../src/job-types/sandbox-run.js';

/** The moment at which the jobs of these tests are made, in the zone of `ZONE`: 2024-03-05 07:08:09. */
export const CREATED = new Date('2024-03-05T06:08:09Z');
export const ZONE = 'Europe/Amsterdam';
export const JOB_ID = '11111111-1111-4111-8111-111111111111';

/** What comes with the Manager, in the order of lists (D10.2). */
export const BUILT_IN_TYPES = [
  ...['blender-animation', 'blender-playblast', 'blender-python', 'command', 'copy-files', 'echo-sleep-test'],
  ...['image-sequence-to-video', 'render-with-probe', 'simple-blender-render', 'single-image-render'],
];

export const TEST_LIMITS = { timeMs: 2000, memoryBytes: 64 * 1024 * 1024, resultBytes: 32 * 1024 * 1024 };

/** What came out of a script that ran in this very thread. */
export interface ScriptRun {
  readonly end: RunEnd;
  readonly tasks: readonly AuthoredTask[];
  readonly job: CompiledJob | undefined;
  /** The message of a failed run, else ''. */
  readonly message: string;
}

let engine: Promise<QuickJSWASMModule> | undefined;

/** Runs a whole script on a job with these settings, in the real engine. */
export async function runWhole(
  source: string,
  settings: JsonObject = {},
  changes: Partial<SandboxRequest> = {},
): Promise<ScriptRun> {
  engine ??= newQuickJSWASMModule();
  const given = { id: JOB_ID, name: 'shot', type: 'test', priority: 50, createdMs: CREATED.getTime() };
  const job = JSON.stringify({
    ...given,
    settings,
    metadata: { project: 'Sprite Fright' },
    shamanCheckoutId: '',
    workerTag: '',
  });
  const request = { file: 'test.js', source, folders: [], timeZone: ZONE, limits: TEST_LIMITS, job, ...changes };
  const batches: string[] = [];
  const { end, cleanUp } = runScript(await engine, request, (tasks) => batches.push(tasks));
  if (end.spent || !cleanUp()) engine = undefined;
  const { outcome } = end;
  return {
    end,
    tasks: batches.flatMap(readTasks),
    job: outcome.kind === 'answered' && request.job !== undefined ? readJob(outcome.answer) : undefined,
    message: outcome.kind === 'failed' ? outcome.message : '',
  };
}

/** Runs statements as the body of `compileJob(job)`; `script` comes before it. */
export async function runBody(body: string, settings: JsonObject = {}, script = ''): Promise<ScriptRun> {
  return await runWhole(
    `const JOB_TYPE = { label: 'Test', settings: [] };\n${script}\nfunction compileJob(job) {\n${body}\n}`,
    settings,
  );
}

/** The value of an expression in a script, as JSON; what it throws as `{ thrown: text }`. */
export async function valueOf(expression: string, settings: JsonObject = {}): Promise<unknown> {
  const body = `let value; try { value = { value: ${expression} }; } catch (e) { value = { thrown: String(e) }; } print(value);`;
  const { end, message } = await runBody(body, settings);
  const printed = end.report.output.at(-1)?.args[0] as { value?: unknown; thrown?: string } | undefined;
  if (printed === undefined) throw new Error(message);
  return 'thrown' in printed ? printed : printed.value;
}

/** Writes script files into a folder, by file name. */
export async function writeScripts(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, source] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), source);
  }
}

/** A log that keeps its lines. */
export class RecordedLog implements JobTypesLog {
  readonly lines: { readonly level: string; readonly message: string; readonly fields: Record<string, unknown> }[] = [];
  readonly debug = this.#recorder('debug');
  readonly info = this.#recorder('info');
  readonly warn = this.#recorder('warn');
  readonly error = this.#recorder('error');

  #recorder(level: string): (fields: object, message: string) => void {
    return (fields, message) => this.lines.push({ level, message, fields: { ...fields } });
  }
}
