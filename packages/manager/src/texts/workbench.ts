import type { AuthoredTask, JobTypeProblem } from '../job-types/job-type.js';
import { counted } from './listing.js';

/** What the workbench of script authors says. */
export const workbenchTexts = {
  noCommands: (task: string) => `task "${task}" has no commands, so a Worker completes it without doing anything`,
  unknownCommand: (command: string) =>
    `"${command}" is no command of Flamenco; unless your Workers know it, tasks with it fail`,
  badFileName: (name: string) =>
    `file_name ${JSON.stringify(name)} is no name of a script; give one without folders that ends in .js`,
  unreadable: (file: string, reason: string) => `the script ${file} cannot be read: ${reason}`,
  notJavaScript: (file: string) => `${file} is no job type script: its name has to end in .js`,
  settingsUnreadable: (file: string, reason: string) => `the settings file ${file} cannot be read: ${reason}`,
  settingsNotJson: (reason: string) =>
    `-settings needs a JSON object such as {"frames": "1-10"}, or the name of a file with one: ${reason}`,
  settingsNoObject: 'this is JSON, but no object',
  settingsWithoutCheck: '-settings goes with -job-type-check FILE',
  heading: (name: string, label: string, etag: string) => `Job type "${name}", label "${label}", etag ${etag}`,
  settings: 'Settings:',
  tasks: (count: number) => `${counted(count, 'task')}:`,
  output: 'The script printed:',
  notCompiled: 'No job was compiled: give -settings to see the tasks.',
  sound: 'Nothing is wrong with it.',
  notSound: 'It cannot be used like this.',
  after: (tasks: readonly string[]) => `after ${tasks.join(', ')}`,
  task: ({ name, type, priority }: AuthoredTask) =>
    `${name} (${type}${priority === 50 ? '' : `, priority ${priority}`})`,
  problem: ({ severity, message, file, line, column }: Partial<JobTypeProblem>) => {
    const place = [file, line, column].filter((part) => part !== undefined).join(':');
    return `${severity}: ${message}${place === '' ? '' : ` [${place}]`}`;
  },
} as const;
