import { idOf, plainTask } from './author.js';
import { integer, isObject, list, mapping, shown, text } from './conversions.js';
import { ask, askRaw, typeError } from './host.js';
import { hostObject, textMap } from './host-object.js';
import { isPlainJson, jsonText, jsonTextOf, membersText, Unstorable } from './json.js';
import { asTimestamp, timestamp } from './timestamp.js';
import { JSON } from './primordials.js';

const STORAGE = { shamanCheckoutID: text };
const JOB = {
  jobID: text,
  name: text,
  jobType: text,
  priority: integer,
  status: text,
  created: asTimestamp,
  settings: mapping,
  metadata: textMap,
  storage: (value) => hostObject(STORAGE, { shamanCheckoutID: text(mapping(value).shamanCheckoutID) }),
  workerTagUUID: text,
  tasks: list,
};

/** The `job` that `compileJob` gets (contract 04 §7.2), from the submitted job as plain data. */
export function makeJob(given) {
  const job = {
    jobID: given.id,
    name: given.name,
    jobType: given.type,
    priority: given.priority,
    status: 'under-construction',
    created: timestamp(given.createdMs),
    settings: given.settings,
    metadata: textMap(given.metadata),
    storage: hostObject(STORAGE, { shamanCheckoutID: given.shamanCheckoutId }),
    workerTagUUID: given.workerTag,
    tasks: [],
    addTask(task) {
      if (!isObject(task)) throw typeError('not-convertible', 0, shown(task), 'Task');
      idOf(task);
      job.tasks.push(task);
    },
  };
  return hostObject(JOB, job);
}

/** Tasks go to the host some at a time, so that a large job never needs to be one text in the sandbox. */
const TASKS_AT_A_TIME = 250;
/** Characters of JSON from which a batch is halved. */
const LARGE_BATCH = 1024 * 1024;

/** Hands the tasks over and gives the rest of the job as JSON. */
export function deliverJob(job) {
  const tasks = job.tasks;
  for (let first = 0; first < tasks.length; first += TASKS_AT_A_TIME) {
    deliverTasks(tasks.slice(first, first + TASKS_AT_A_TIME).map(plainTask));
  }
  return jsonTextOf({
    id: JSON.stringify(job.jobID),
    name: JSON.stringify(job.name),
    type: JSON.stringify(job.jobType),
    priority: `${job.priority}`,
    settings: jsonText(job.settings, (path) => ask('text', 'in-setting', path)),
    metadata: jsonText(job.metadata, (path) => ask('text', 'in-metadata', path)),
    shamanCheckoutId: JSON.stringify(job.storage.shamanCheckoutID),
    workerTag: JSON.stringify(job.workerTagUUID),
  });
}

/** Large tasks go in smaller batches, for the Manager reads each batch in one go. */
function deliverTasks(batch) {
  const written = batchText(batch);
  if (written.length > LARGE_BATCH && batch.length > 1) {
    const half = batch.length >> 1;
    deliverTasks(batch.slice(0, half));
    deliverTasks(batch.slice(half));
    return;
  }
  const refused = askRaw('deliver', written).error;
  if (refused !== undefined) throw new Unstorable(refused);
}

/**
 * The engine's own JSON is ten times faster than ours, and nearly all jobs contain nothing that it would write
 * differently.
 */
function batchText(batch) {
  if (batch.every(hasPlainParameters)) return JSON.stringify(batch);
  return `[${batch.map(taskText).join(',')}]`;
}

/** All else of a task was made by us, of texts and whole numbers. */
function hasPlainParameters({ commands }) {
  for (let index = 0; index < commands.length; index++) {
    if (!isPlainJson(commands[index].parameters)) return false;
  }
  return true;
}

function taskText(task) {
  return jsonTextOf({
    uuid: JSON.stringify(task.uuid),
    name: JSON.stringify(task.name),
    type: JSON.stringify(task.type),
    priority: `${task.priority}`,
    commands: `[${task.commands.map((command) => commandText(command, task)).join(',')}]`,
    dependencies: jsonText(task.dependencies),
    ...(task.pauseJobAfter ? { pauseJobAfter: 'true' } : {}),
  });
}

function commandText(command, task) {
  const where = (path) => ask('text', 'in-parameter', path, command.name, task.name);
  return jsonTextOf({
    name: JSON.stringify(command.name),
    parameters: command.parameters === null ? 'null' : `{${membersText(command.parameters, where)}}`,
    totalStepCount: `${command.totalStepCount}`,
  });
}
