import type { ConfigProblem } from '../config/decode.js';
import type { Expected } from '../config/values.js';
import type { MayRun } from '../manager/may-run.js';
import type { UrlProblem } from '../manager/manager-url.js';
import type { QueueFileError } from '../updates/queue-file.js';

// Lines of the Worker's log. Those of the original keep its words, because users search for them (contract 07 §20).

export const STARTING = 'starting Flamenco Worker';
export const CONFIG_PATHS = 'will load configuration from these paths';
export const CONFIG_LOADED = 'loaded configuration';
export const CONFIG_UNKNOWN_KEY = 'configuration file has a key that means nothing to the Worker; is it misspelled?';
export const CONFIG_ERROR = 'error loading worker configuration';
export const NAME_FROM_FILE = 'worker name obtained from worker configuration instead of using the hostname';
export const NAME_FROM_ENVIRONMENT = 'worker name obtained from environment variable instead of using the hostname';
export const URL_FROM_COMMAND_LINE = 'using Manager URL from commandline';
export const INVALID_URL = 'invalid manager URL';
export const CAN_RESTART = 'will tell Manager this Worker can restart';

export const LOADED_CREDENTIALS = 'loaded credentials';
export const CREDENTIALS_INCOMPLETE = 'the credentials file is empty or damaged, will register as a new Worker';
export const CREDENTIALS_SAVED = 'Saved configuration file';
export const CREDENTIALS_NOT_SAVED = 'unable to write credentials file';
export const CREDENTIALS_UNREADABLE = 'unable to read credentials file';
export const SIGNING_ON = 'signing on at Manager';
export const SIGN_ON_ACCEPTED = 'manager accepted sign-on';
export const SIGN_ON_NOT_SENT = 'unable to send sign-on request';
export const SIGN_ON_REFUSED = 'unable to sign on at Manager';
export const REGISTERED = 'registered at Manager';
export const NOT_REGISTERED = 'unable to register at Manager, will try again';
export const SIGNING_OFF = 'signing off at Manager';
export const SIGN_OFF_NOT_SENT = 'unable to sign off at Manager';
export const SIGN_OFF_REFUSED = 'error received when signing off at Manager';

export const STATE_CHANGE = 'state change';
export const STATE_CHANGE_NOT_SENT = 'unable to notify Manager of status change';
export const STATE_CHANGE_REFUSED = 'error sending status change to Manager';
export const STATE_NOT_UNDERSTOOD = 'no state starter for this state, going to sleep instead';
export const STATUS_CHANGE_REQUESTED = 'Manager requests status change';
export const SLEEPING = 'sleeping';
export const STATE_NOT_ASKED = 'error checking upstream state changes';
export const STATE_UNKNOWN = 'unable to obtain requested state for unknown reason';

export const OBTAINED_TASK = 'obtained task';
export const NO_TASK = 'no task available';
export const TASK_NOT_OBTAINED = 'error obtaining task';
export const TASK_ANSWER_UNKNOWN = 'unable to obtain task for unknown reason';
export const OUT_OF_STEP = 'Manager does not see this Worker as awake, signing on again';
export const STARTING_TASK = 'starting task';
export const RUNNING_COMMAND = 'running Flamenco command';
export const TASK_FAILED = 'error executing task';
export const TASK_FORBIDDEN = 'task aborted by request of Manager';
export const CHECKING_STORAGE = 'somebody asks the Manager how a path looks to this Worker';
export const STORAGE_CHECKED = 'told the Manager how the path looks';
export const STORAGE_NOT_CHECKED = 'could not tell the Manager how a path looks';
export const TASK_NOT_OURS = 'task was taken away from this Worker, stopping it';
export const TASK_INTERRUPTED = 'task aborted due to context being closed';
export const TASK_GIVEN_BACK = 'gave the interrupted task back to the Manager';
export const MAY_RUN_NOT_ASKED = 'error asking Manager may-I-keep-running task';
export const MAY_RUN_UNKNOWN = 'unable to check may-i-keep-running for unknown reason';

export const OPENING_DATABASE = 'opening database';
export const DATABASE_NOT_OPENED = 'unable to open task update queue database';
export const FLUSHING = 'flushing upstream buffer';
export const FLUSHED = 'upstream buffer flushed, shutting down';
export const NOT_FLUSHED = 'could not send all queued updates in time, they stay queued';
export const NOT_FLUSHED_AT_SHUTDOWN = 'error flushing upstream buffer at shutdown';
export const UPDATE_NOT_SENT = 'error communicating with Manager, will send queued task updates later';
export const UPDATE_NOT_TAKEN = 'Manager could not take a task update, will send it again';
export const UPDATE_REASSIGNED = 'queued task update discarded by Manager, task was already reassigned to other Worker';
export const UPDATE_DISCARDED = 'queued task update discarded by Manager, unknown reason';
export const UPDATES_LOST = 'the disk did not take task updates that could not be sent either, they are lost';
export const HOME_TROUBLE = 'taking no tasks for now';
export const WAITING_FOR_ROOM = "waiting for room for the Worker's own files";
export const UPDATE_UNREADABLE = 'unable to unmarshal queued task update, discarding';

export const SIGNAL_RECEIVED = 'signal received, shutting down.';
export const SLEEP_SIGNAL = 'signal received, going to sleep after the current task';
export const WAKE_SIGNAL = 'signal received, waking up';
// Why the Worker has another status, for the Manager's users.
export const SLEEP_BY_OWNER = 'sent to sleep on its own machine (SIGUSR1)';
export const WOKEN_BY_OWNER = 'woken up on its own machine (SIGUSR2)';
export const HOME_USABLE_AGAIN = "the Worker's own directory can be written again";
export const AFTER_TEST = 'the test of its machine is over';

export const SHUTDOWN_COMPLETE = 'shutdown complete, stopping process.';
export const SHUTDOWN_FORCED = 'shutdown forced, stopping process.';
export const KILLED_BY_SECOND_SIGNAL = 'second signal received, stopping at once without signing off';
export const UNEXPECTED = 'unexpected trouble, the Worker has to stop';
export const HOME_UNUSABLE = "cannot use the directory for the Worker's own files";
export const HOME_TAKEN = 'another Worker is using the same home directory';

/** Remedy for two Workers in one home; names the directory (contract 00 D6.8). */
export function homeTaken(home: string): string {
  return `${home} is in use by another Worker process; stop that one, or give this one a directory of its own in FLAMENCO_HOME`;
}

/** Remedy for a home that cannot be created or written. */
export function homeUnusable(home: string, reason: string): string {
  return `${home}: ${reason}; make it writable for this user, or name another directory in FLAMENCO_HOME`;
}

/** Remedy for a queue file that cannot be used. */
export function databaseUnusable({ path, message, remedy }: QueueFileError): string {
  switch (remedy) {
    case 'make-room':
      return `${path}: ${message}; make room on that disk, then start the Worker again`;
    case 'make-writable':
      return `${path}: ${message}; let this user write the file and its directory, or name another one in FLAMENCO_HOME`;
    case 'move-away':
      return `${path}: ${message}; move the file away to start with an empty queue (updates in it are lost)`;
  }
}

/** A Worker cannot start, or keep what it has to, because a disk is full; without a file the reason names it. */
export function roomNeeded(reason: string, file?: string): string {
  return `${file === undefined ? '' : `${file}: `}${reason}; make room on that disk, and the Worker goes on by itself`;
}

/** Why the Worker takes no more tasks, and what helps. */
export function homeTrouble(home: string, reason: string): string {
  return (
    `the Worker's own directory ${home} cannot be written: ${reason}; make room there, or make it writable, ` +
    'and the Worker goes on by itself'
  );
}

/** What to do about a Manager that does not answer. */
export function unreachableHint(portGiven: boolean): string {
  return portGiven
    ? 'is the Manager running, and is this its URL?'
    : 'the URL has no port, and a Manager usually listens on 8080; try adding :8080';
}

/** Why a running task had to stop (contract 07 §12.4). */
export function reasonToStop({ statusChangeRequested, reason }: MayRun): string {
  if (statusChangeRequested) return 'worker status change requested';
  return reason || 'manager said NO';
}

/** Why a Manager URL cannot be used. */
export function describeUrlProblem(text: string, problem: UrlProblem): string {
  const shown = JSON.stringify(text);
  switch (problem) {
    case 'empty':
      return 'the URL is empty; write something like http://manager.local:8080/';
    case 'no-host':
      return `manager URL should contain a host name, like http://manager.local:8080/, not ${shown}`;
    case 'not-http':
      return `manager URL should start with http:// or https://, not be ${shown}`;
    case 'has-credentials':
      return `manager URL should not contain a user name or password: ${shown.replace(/\/\/[^@]*@/, '//…@')}`;
    case 'unreadable':
      return `${shown} cannot be read as a URL; write something like http://manager.local:8080/`;
  }
}

/** What is wrong with the configuration file, where, and what to do. */
export function describeConfigProblem(file: string, problem: ConfigProblem): string {
  switch (problem.kind) {
    case 'syntax':
      return `${place(file, problem.line)}: this is not valid YAML: ${problem.detail}; correct it or remove the file`;
    case 'not-a-mapping':
      return `${file}: expected lines of the form "key: value", such as "manager_url: http://manager.local:8080/"`;
    case 'wrong-value':
      return `${place(file, problem.line)}: ${problem.key} should be ${expectation(problem.expected)}`;
  }
}

function place(file: string, line: number | undefined): string {
  return line === undefined ? file : `${file}, line ${line}`;
}

function expectation(expected: Expected): string {
  switch (expected) {
    case 'text':
      return 'a text';
    case 'list-of-texts':
      return 'a list, such as [blender, ffmpeg, file-management, misc]';
    case 'whole-number':
      return 'a whole number, such as 47';
    case 'oom-score':
      return 'a whole number from -1000 to 1000';
    case 'duration':
      return 'a span of time, such as 90m or 12h (0 sets no limit)';
    case 'niceness':
      return 'a whole number from 0 to 19';
    case 'yes-or-no':
      return 'true or false';
  }
}

/** The comment at the top of the credentials file (contract 07 §5.6). */
export function credentialsHeader(now: Date): string {
  return [
    '# Credentials file for Flamenco Worker.',
    '#',
    '# Written by the Worker itself, there is no need to edit it. Without this file',
    '# the Worker registers at its Manager as a new one.',
    '#',
    '# https://flamenco.blender.org/usage/worker-configuration/',
    '#',
    `# This file was written on ${localTime(now)}`,
    '',
    '',
  ].join('\n');
}

/** `YYYY-MM-DD HH:MM:SS ±HH:MM` in the host's zone. */
function localTime(date: Date): string {
  const two = (number: number) => String(Math.floor(Math.abs(number))).padStart(2, '0');
  const offset = -date.getTimezoneOffset();
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [two(date.getHours()), two(date.getMinutes()), two(date.getSeconds())].join(':');
  return `${day} ${time} ${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
}
