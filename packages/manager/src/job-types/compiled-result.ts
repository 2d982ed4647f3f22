import { scriptTexts as texts } from '../texts/job-types.js';
import { MAX_MESSAGE_CHARACTERS } from './sandbox-messages.js';
import type { AuthoredCommand, AuthoredTask, CompiledJob, Json, JsonObject } from './job-type.js';

/**
 * Reads what came out of the sandbox. A script that tampers with its environment could make it look like anything, so
 * every part is checked before the Manager believes it. Pure.
 */

/** The result cannot be read or stored; `message` is for the author of the script. */
export class UnreadableResult extends Error {
  override readonly name = 'UnreadableResult';

  constructor(message: string) {
    super(message.slice(0, MAX_MESSAGE_CHARACTERS));
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The job as the script left it, under the key `job`. @throws UnreadableResult */
export function readJob(json: string): CompiledJob {
  const job = objectFrom(objectFrom(parsed(json), 'answer')['job'], 'job');
  const name = textFrom(job['name'], 'job.name');
  return {
    id: uuidFrom(job['id'], 'job.jobID'),
    name,
    type: textFrom(job['type'], 'job.jobType'),
    priority: integerFrom(job['priority'], 'job.priority'),
    settings: objectFrom(job['settings'], 'job.settings') as JsonObject,
    metadata: textsFrom(objectFrom(job['metadata'], 'job.metadata')),
    shamanCheckoutId: textFrom(job['shamanCheckoutId'], 'job.storage'),
    workerTag: textFrom(job['workerTag'], 'job.workerTagUUID'),
  };
}

/** One batch of tasks. @throws UnreadableResult */
export function readTasks(json: string): AuthoredTask[] {
  return listFrom(parsed(json), 'tasks').map(readTask);
}

function readTask(value: unknown): AuthoredTask {
  const task = objectFrom(value, 'task');
  const name = textFrom(task['name'], 'task.name');
  return {
    uuid: uuidFrom(task['uuid'], `task "${name}"`),
    name,
    type: textFrom(task['type'], `the type of task "${name}"`),
    priority: integerFrom(task['priority'], `the priority of task "${name}"`),
    commands: listFrom(task['commands'], `the commands of task "${name}"`).map(readCommand),
    dependencies: listFrom(task['dependencies'], `the dependencies of task "${name}"`).map((id) =>
      textFrom(id, 'dependency'),
    ),
    ...(task['pauseJobAfter'] === true ? { pauseJobAfter: true } : {}),
  };
}

function readCommand(value: unknown): AuthoredCommand {
  const command = objectFrom(value, 'command');
  const parameters = command['parameters'];
  return {
    name: textFrom(command['name'], 'command.name'),
    parameters: parameters === null ? null : (objectFrom(parameters, 'command.parameters') as JsonObject),
    totalStepCount: integerFrom(command['totalStepCount'], 'command.totalStepCount'),
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as Json;
  } catch {
    throw new UnreadableResult(texts.unexpectedResult('no JSON'));
  }
}

function objectFrom(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new UnreadableResult(texts.unexpectedResult(what));
}

function listFrom(value: unknown, what: string): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw new UnreadableResult(texts.unexpectedResult(what));
}

/** NUL is the one character that not every database stores. */
function textFrom(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new UnreadableResult(texts.unexpectedResult(what));
  if (value.includes('\0')) throw new UnreadableResult(texts.badText(what));
  return value;
}

function uuidFrom(value: unknown, what: string): string {
  const id = textFrom(value, what);
  if (!UUID.test(id)) throw new UnreadableResult(texts.badId(what, id));
  return id.toLowerCase();
}

function integerFrom(value: unknown, what: string): number {
  if (Number.isSafeInteger(value)) return value as number;
  throw new UnreadableResult(texts.unexpectedResult(what));
}

function textsFrom(object: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, textFrom(value, `job.metadata.${key}`)]),
  );
}
