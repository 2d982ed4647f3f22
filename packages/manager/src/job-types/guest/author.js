import { boolean, copyDeep, integer, isObject, list, parameters, shown, text } from './conversions.js';
import { ask, GoError, typeError } from './host.js';
import { hostObject } from './host-object.js';
import { Array, WeakMap } from './primordials.js';

const COMMAND = { name: text, parameters, totalStepCount: integer };
const TASK = {
  name: text,
  type: text,
  priority: integer,
  commands: list,
  dependencies: list,
  uUID: text,
  pauseJobAfter: boolean,
};
const DEFAULT_PRIORITY = 50;

/** What `author.Command` made. */
const commands = new WeakMap();
/** Identity of tasks that were written as plain objects. */
const plainIds = new WeakMap();

/** `author`: how scripts make tasks and commands (contract 04 §4.1, §4.2). None of both is a constructor. */
export const author = {
  Task(name, type) {
    const taskName = text(name).trim();
    const taskType = text(type).trim();
    if (taskName === '') throw new GoError(ask('text', 'task-name-required'));
    if (taskType === '') throw new GoError(ask('text', 'task-type-required'));
    return makeTask(taskName, taskType);
  },
  Command(name, given, totalStepCount) {
    return makeCommand(text(name), parameters(given), integer(totalStepCount));
  },
};

function makeTask(name, type) {
  const task = {
    name,
    type,
    priority: DEFAULT_PRIORITY,
    commands: [],
    dependencies: [],
    uUID: newId(),
    pauseJobAfter: false,
    addCommand(command) {
      task.commands.push(snapshot(command));
    },
    addDependency(other) {
      if (!isObject(other)) throw typeError('not-convertible', 0, shown(other), 'Task');
      task.dependencies.push(other);
    },
  };
  return hostObject(TASK, task);
}

function makeCommand(name, given, totalStepCount) {
  const command = hostObject(COMMAND, { name, parameters: given, totalStepCount });
  commands.set(command, true);
  return command;
}

/**
 * Later changes of the command are not seen, except in the top level of its parameters (contract 04 §4.1). A plain
 * object is taken as a command whose parameters are copied.
 */
function snapshot(command) {
  if (!isObject(command)) throw typeError('not-convertible', 0, shown(command), 'Command');
  const given = command.parameters;
  const copied = commands.has(command) ? given : parameters(copyDeep(given), 0);
  return { name: text(command.name), parameters: copied, totalStepCount: integer(command.totalStepCount) };
}

/** Identities come from the host, some at a time. */
let ids = [];
function newId() {
  if (ids.length === 0) ids = ask('newIds');
  return ids.pop();
}

/** The identity of a task; a plain object without one gets one. */
export function idOf(task) {
  const own = text(task.uUID);
  if (own !== '') return own;
  if (!plainIds.has(task)) plainIds.set(task, newId());
  return plainIds.get(task);
}

/** A task as plain data: typed, with its dependencies as identities. */
export function plainTask(task) {
  if (!isObject(task)) throw typeError('not-convertible', 0, shown(task), 'Task');
  const plain = {
    uuid: idOf(task),
    name: text(task.name),
    type: text(task.type),
    priority: integer(task.priority),
    commands: list(task.commands).map(plainCommand),
    dependencies: list(task.dependencies).map(plainDependency),
  };
  if (task.pauseJobAfter) plain.pauseJobAfter = true;
  return plain;
}

function plainCommand(command) {
  if (!isObject(command)) throw typeError('not-convertible', 0, shown(command), 'Command');
  const given = command.parameters ?? null;
  const usable = given === null || (typeof given === 'object' && !Array.isArray(given));
  return {
    name: text(command.name),
    parameters: usable ? given : parameters(given),
    totalStepCount: integer(command.totalStepCount),
  };
}

function plainDependency(other) {
  if (!isObject(other)) throw typeError('not-convertible', 0, shown(other), 'Task');
  return idOf(other);
}
