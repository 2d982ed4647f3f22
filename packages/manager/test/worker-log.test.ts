import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { contractTable } from './support/contract-tables.js';

const WORKER = fileURLToPath(new URL('../../worker/src/', import.meta.url));

/** Lines of the original that ours never has to write, each with the reason. */
const NOT_OURS: Readonly<Record<string, string>> = {
  'output uploader: …': 'stands for the lines of §17',
  'task execution aborted due to context shutdown': 'one line tells of an interrupted task, not two (§12.4)',
  'task step due to command completion could not be sent to Manager': 'steps are queued like all updates (D6.2)',
  'error submitting task progress to listener': 'steps are queued like all updates (D6.2)',
  "missing 'X' parameter": 'the failure of the command says it, once',
  "invalid 'X' parameter": 'the failure of the command says it, once',
  "error parsing 'exeArgs' parameter with shlex": 'the failure of the command says it, once',
  'command timed out': 'the line about the program that was looked for says it',
  'error logging CLI execution': 'log text is queued (D6.2)',
  'error reading stdout/err': 'an output that ends early is the end of the program',
  'closing upstream task buffer': 'closing the queue cannot fail; what it could not store is told',
  'no Manager configured': 'a Manager is looked for then (§6.5)',
  'unable to create task update queue database': 'one line for all that is wrong with the queue',
  'unable to figure out where to save my database': 'the line about the home says it',
  'error checking upstream buffer': 'one line for all that is wrong with the queue',
  'could not migrate database to the latest version': 'one line for all that is wrong with the queue',
  'error getting hostname': 'asking the system for it cannot fail here',
  'unable to generate secret key': 'making one cannot fail here',
  'panic, so signed off and going to stop': 'there are no panics; "unexpected trouble" signs off as well',
};

const sources = readdirSync(WORKER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(`${WORKER}${file}`, 'utf8'))
  .join('\n');

it("the Worker has the original's lines of the log, word for word, except those with a reason (07 §20)", () => {
  const rows = contractTable('07-worker', '20');
  const messages = rows.flatMap(([, names = '']) => [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  expect(messages.length).toBeGreaterThan(35);
  const missing = messages.filter((message) => !sources.includes(message));
  expect(missing.sort()).toEqual(Object.keys(NOT_OURS).sort());
});
