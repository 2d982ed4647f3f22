import { chunks } from '../../../db/chunks.js';
import { commandsText } from '../../../db/codecs.js';
import { consoleTexts } from '../../../texts/console.js';
import { submissionTexts } from '../../../texts/submissions.js';
import { FarmError } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { CompiledResult, JsonObject } from '../../ports.js';
import type { Job } from '../../records.js';
import { stepsOfCommands } from '../../rules/steps-of-commands.js';
import { checkTaskGraph } from '../../rules/task-graph.js';
import type { NewAuthoredTask } from './replace-tasks.js';

/** Others get their turn after so many tasks. */
const TASKS_PER_BREATH = 500;

/** What the job type makes of a stored job now. */
export interface CompiledAgain {
  readonly compiled: CompiledResult;
  readonly tasks: readonly NewAuthoredTask[];
}

/** Lets the job type of a stored job make its tasks anew, with other settings. @throws FarmError that says why it cannot */
export async function compileAgain(farm: Farm, job: Job, settings: JsonObject): Promise<CompiledAgain> {
  const { uuid, name, type, priority, metadata, createdAt, checkoutPath, workerTagUuid } = job;
  const compiled = await farm.jobTypes.compile({
    ...{ id: uuid, name, type, priority, created: createdAt, settings, metadata },
    ...(checkoutPath !== undefined && { shamanCheckoutId: checkoutPath }),
    ...(workerTagUuid !== undefined && { workerTag: workerTagUuid }),
  });
  if (compiled.outcome === 'failed') {
    farm.logger.warn({ error: compiled.message, type, name }, consoleTexts.compileError);
    throw new FarmError('invalid', { tag: 'bad-submission', problems: [compiled.message] });
  }
  const problems = checkTaskGraph(compiled.tasks).map(submissionTexts.graphProblem);
  if (problems.length > 0) throw new FarmError('invalid', { tag: 'bad-submission', problems });
  return { compiled, tasks: await toStored(farm, compiled.tasks) };
}

async function toStored(farm: Farm, tasks: CompiledResult['tasks']): Promise<readonly NewAuthoredTask[]> {
  const stored: NewAuthoredTask[] = [];
  for (const some of chunks(tasks, TASKS_PER_BREATH)) {
    for (const { commands, ...task } of some) {
      stored.push({ ...task, commands: commandsText(commands), stepsTotal: stepsOfCommands(commands) });
    }
    await farm.db.breathe();
  }
  return stored;
}
