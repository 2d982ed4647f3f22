import type { FileProblem } from '../config/file-problems.js';
import type { ValueProblem } from '../config/value-checks.js';

/** The file exists, but cannot be read. */
export const unreadableFile = (file: string, reason: string) =>
  `unable to read ${file}: ${reason}; correct its permissions, or name another file with -config`;

/** There is only a link to it. */
export const danglingLink = (file: string) =>
  `unable to read ${file}: it is a link to a file that does not exist; make that file, or remove the link to start without settings`;

/** The largest are some thousand lines (`LARGEST_FILE`). */
export const tooLargeFile = (file: string) =>
  `unable to parse ${file}: it is larger than 1 MiB, so it is no configuration; name the right file with -config, or move this one away`;

/** The file was being written when the Manager or its machine died, and what it was before is not there (D4.4). */
export const unfinishedFile = (file: string, former: string) =>
  `${file} was being written when the Manager or its computer stopped, so it is not complete (line 1): ` +
  `copy ${former} over it if you have that, or complete the file and remove its first line`;

/** Everything that is wrong with a configuration file, in the order of its lines (D4.3). */
export function brokenFile(file: string, problems: readonly FileProblem[]): string {
  const [first] = problems;
  if (first?.kind === 'version') return unsupportedVersion(file, first);
  return `unable to parse ${file}: ${firstOf(problems.map(describeFileProblem))}`;
}

/** More than these nobody reads in one line. */
const MOST_PROBLEMS = 10;

function firstOf(sentences: readonly string[]): string {
  const more = sentences.length - MOST_PROBLEMS;
  const first = sentences.slice(0, MOST_PROBLEMS).join('; ');
  return more > 0 ? `${first}; and ${more} more` : first;
}

/** As much of what somebody wrote as is needed to recognize it. */
function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** The beginning is the original's (contract 05 §3.1). */
function unsupportedVersion(file: string, { found, line }: { readonly found: number; readonly line: number }): string {
  const remedy =
    found === 0
      ? 'begin the file with a line "_meta:" and, indented below it, "version: 3"'
      : 'move the file away and use the setup assistant to make a new one';
  return `configuration file ${file} version ${found}, but only version 3 is supported (line ${line}): ${remedy}`;
}

/** Everything that is wrong with settings that a client sent. */
export const brokenSettings = (problems: readonly FileProblem[]) =>
  `these settings cannot be saved: ${firstOf(problems.map(fileProblemText))}`;

function describeFileProblem(problem: FileProblem): string {
  return `line ${problem.line}: ${fileProblemText(problem)}`;
}

function fileProblemText(problem: FileProblem): string {
  switch (problem.kind) {
    case 'encoding':
      return 'this is not UTF-8 text; save the file as UTF-8 in your editor';
    case 'syntax':
      return `${shortened(problem.detail)}; correct this line or the one before it, and indent with blanks only`;
    case 'value':
      return describeValue(problem.key, problem.problem);
    case 'version':
      return `the version is ${problem.found}, but only version 3 is supported`;
    case 'version-misplaced':
      return '"version" stands on the top level; write a line "_meta:" above it and indent it by two blanks';
    case 'variable-on-top':
      return `"${shortened(problem.name)}" looks like a variable, but stands on the top level; move it below "variables:" and indent it by two blanks`;
    case 'variables-too-deep':
      return `"variables" stands inside "${problem.section}"; remove the blanks in front of it, and as many from the lines below it`;
    case 'variable-part-misplaced':
      return `"${problem.part}" stands directly below "variables"; indent it so that it belongs to a variable`;
  }
}

/** An environment variable that cannot be used (D4.3). */
export const badEnvironment = (name: string, key: string, problem: ValueProblem) =>
  `the environment variable ${name} cannot be used: ${describeValue(key, problem)}`;

/** `FLAMENCO_VARIABLES` is not what belongs below `variables:`. */
export const badVariablesEnvironment = (name: string, problems: readonly FileProblem[]) =>
  `the environment variable ${name} cannot be used: ${firstOf(problems.map(describeFileProblem))}`;

export const badFlag = (flag: string, key: string, problem: ValueProblem) =>
  `the flag -${flag} cannot be used: ${describeValue(key, problem)}`;

/** What is wrong with the value of a key, and what it should be. */
export function describeValue(key: string, problem: ValueProblem): string {
  return key === '' ? `this ${valueText(problem)}` : `"${shortened(key)}" ${valueText(problem)}`;
}

function valueText(problem: ValueProblem): string {
  switch (problem.kind) {
    case 'no-mapping':
      return `should have lines like "name: value" below it, but is ${problem.found}`;
    case 'no-text':
      return `should be text, but is ${problem.found}`;
    case 'no-texts':
      return `should be a list of texts such as [linux, darwin], but is ${problem.found}`;
    case 'no-list':
      return `should be a list, each entry beginning with "- ", but is ${problem.found}`;
    case 'no-boolean':
      return `should be true or false without quotes, but is ${problem.found}`;
    case 'no-integer':
      return `should be a whole number without quotes, but is ${problem.found}`;
    case 'bad-duration':
      return `should be a duration such as 30s, 10m or 24h (${shortened(problem.detail)})`;
    case 'empty':
      return 'is empty; give it a value, or remove the line for the default';
    case 'negative':
      return 'is negative; it should be 0 or more';
    case 'too-large':
      return 'is too large';
    case 'no-percentage':
      return 'should be a percentage, from 0 to 100';
    case 'bad-listen':
      return `${LISTEN_PROBLEMS[problem.problem]}; it should be like :8080, 192.168.0.1:8080 or [::1]:8080, but is ${JSON.stringify(shortened(problem.found))}`;
    case 'bad-proxy':
      return `should list addresses or networks such as 127.0.0.1 or 10.0.0.0/8; ${JSON.stringify(shortened(problem.found))} is neither`;
  }
}

const LISTEN_PROBLEMS = {
  'no-port': 'has no port',
  'bad-port': 'has a port that does not exist',
  'bad-host': 'is no address to listen on',
} as const;

/** What is worth a line in the log although the configuration can be used (contract 05 §7). */
export const configRemarks = {
  uncPath:
    'config: the shared storage is a network path (UNC), which Flamenco does not support; map it to a drive letter, see https://flamenco.blender.org/usage/shared-storage/',
  reservedVariable: 'config: this variable is provided by Flamenco itself, so the one in the configuration is not used',
  platformless: 'variable has a platformless value',
  platformTwice: 'config: variable value has both platform and platforms; they are used together',
  invalidAudience: 'variable invalid audience',
  emptyTwoWay: 'config: two-way variable has an empty value, which is not matched with anything',
  awkwardName: 'config: the name of this variable is empty or has braces in it, so that it cannot be used as {name}',
  repeatedValue: 'config: variable has more than one value for the same audience and platform; the last one counts',
  noBlender: "config: variable 'blender' not found, Flamenco will not be able to run Blender",
  emptyBlender:
    'config: the variable blender has no value for a platform, so that Blender will not be found there, see https://flamenco.blender.org/usage/variables/blender/',
  unknownKey: 'config: this key is not known to Flamenco and has no effect; check its spelling and indentation',
  badBroker: 'config: MQTT is enabled, but its broker is no URL such as tcp://localhost:1883; no events are sent to it',
  localStorageBesideProgram:
    'config: the local storage is not in the working directory, but next to the program, and is used from there',
} as const;

/** What becomes of the configuration while the Manager runs; quoted lines are what users know (contract 05 §6). */
export const keeperTexts = {
  saved: 'saved configuration to file',
  replaced: 'in-memory configuration file replaced',
  restartNeeded: 'these keys of the configuration have new values, which take effect when the Manager is started again',
  lastGoodKept: 'the configuration file cannot be used, the last good configuration stays in effect',
  fileGone: (file: string) => `${file} is gone; put it back, or save the settings in the web interface`,
  goodAgain: 'the configuration file can be used again',
  unchanged: 'the configuration file says what is in effect already',
} as const;

/**
 * The comment on top of the file (contract 05 §6).
 *
 * @param moment when it is written, `YYYY-MM-DD HH:MM:SS ±HH:MM`
 */
export function fileHeader(moment: string, version: string): string {
  return [
    'Configuration of Flamenco Manager.',
    'What the fields mean is explained on the Settings page of the web interface.',
    '',
    'The web interface writes this file anew, without your comments, when settings are changed there.',
    '',
    `Written on ${moment} by Flamenco ${version}`,
  ]
    .map((line) => `# ${line}`.trimEnd())
    .join('\n');
}
