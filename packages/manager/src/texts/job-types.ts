/** What `frameChunker` and `frameCount` say; the wording is the original's (contract 04 §4.5, §4.6). */
export const frameRangeTexts = {
  empty: (range: string) => `invalid range "${range}": empty range`,
  badChunkSize: (size: number) => `invalid chunk size, must be positive number: ${size}`,
  badPart: (range: string, part: string) => `invalid range "${range}": ${part}`,
  badNumber: (range: string, part: string, piece: string) =>
    `invalid range "${range}":  ${part} (strconv.ParseInt: parsing "${piece}": invalid syntax)`,
  outOfRange: (range: string, part: string, piece: string) =>
    `invalid range "${range}":  ${part} (strconv.ParseInt: parsing "${piece}": value out of range)`,
  inverted: (part: string) => `frame range "${shortened(part)}" runs backwards, so it contributes no frames`,
  tooMany: (range: string, limit: number) =>
    `invalid range "${shortened(range)}": it falls into more than ${limit} pieces`,
};

/** What `shellSplit` says (contract 04 §4.8). */
export const shellSplitTexts = {
  openQuote: 'EOF found when expecting closing quote',
  openEscape: 'EOF found after escape character',
};

/** What `require` says (contract 04 §4.9). */
export const requireTexts = {
  unknown: (id: string) =>
    `Invalid module: no file for require(${JSON.stringify(shortened(id))}) in the script folders`,
  outside: (id: string) => `failed to open file ${shortened(id)}: invalid argument (it is outside the script folder)`,
  tooLarge: (path: string, bytes: number) => `${path} is larger than ${bytes} bytes, too large for a module`,
  tooMany: (limit: number) => `require looked for more than ${limit} files, which is too many for a script`,
};

export const timestampTexts = {
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

export const encodingTexts = {
  notLatin1: 'btoa: the text has characters beyond U+00FF; encode it to bytes first',
  notBase64: 'atob: the text is not correctly encoded base64',
  notUtf8: 'TextDecoder: the bytes are not valid UTF-8',
  unknownEncoding: (label: string) => `TextDecoder: only "utf-8" is known here, not "${shortened(label)}"`,
};

/** Texts that the code inside the sandbox asks for by name. */
export const guestTexts: Readonly<Record<string, (...values: readonly string[]) => string>> = {
  'not-convertible': (index, value, type) =>
    `could not convert function call parameter ${index}: could not convert ${value} to ${type}`,
  'no-such-property': (name) => `Cannot assign to property ${name} of a host object`,
  'no-deletion': (name) => `Cannot delete property ${name} of a host object`,
  'task-name-required': () => 'author.Task(name, type): name is required',
  'task-type-required': () => 'author.Task(name, type): type is required',
  'improper-job-type': (place, value) => `${place} cannot be ${value}`,
  'in-setting': (path) => `job.settings.${path}`,
  'in-metadata': (path) => `job.metadata.${path}`,
  'in-parameter': (path, command, task) => `parameter "${path}" of command "${command}" in task "${task}"`,
  unstorable: (place, what) => `${place} cannot be stored: ${unstorable(what ?? '')}`,
  'no-bytes': () => 'TextDecoder: this is neither an ArrayBuffer nor a view of one',
  'not-cloneable': (type) => `structuredClone: a ${type} cannot be copied`,
};

function unstorable(what: string): string {
  if (what === 'function') return 'it is a function, give a value';
  if (what === 'deep') return 'it is nested too deeply or contains itself';
  return `${what} has no place in JSON, give a number, null or text`;
}

/** Why a script or its result is refused. `file` is the script's base name. */
export const scriptTexts = {
  noJobType: (file: string) => `script (${file}) does not define a JOB_TYPE object`,
  badJobType: (file: string, detail: string) => `script (${file}) does not define a proper JOB_TYPE object: ${detail}`,
  noCompileJob: (file: string) => `script (${file}) does not define a compileJob(job) function`,
  neverSettled: (file: string) => `compileJob in script (${file}) returned a promise that nothing can fulfil any more`,
  thrown: (message: string, place: string) => (place === '' ? message : `${message} at ${place}`),
  timeLimit: (file: string, seconds: number, place: string) =>
    `script (${file}) was stopped because it ran for more than ${seconds} s${place === '' ? '' : `, last at ${place}`}`,
  memoryLimit: (file: string, mebibytes: number) =>
    `script (${file}) was stopped because it needs more than ${mebibytes} MiB of memory`,
  stackLimit: (file: string, place: string) =>
    `script (${file}) was stopped because its calls or data are nested too deeply${place === '' ? '' : `, at ${place}`}`,
  sizeLimit: (file: string, mebibytes: number) =>
    `script (${file}) was stopped because its tasks are larger than ${mebibytes} MiB together`,
  pieceLimit: (file: string, mebibytes: number) =>
    `script (${file}) was stopped because one of its tasks, its job without the tasks, or its JOB_TYPE is larger than ${mebibytes} MiB`,
  taskLimit: (file: string, limit: number) =>
    `script (${file}) makes more than ${limit} tasks, which is too many for a job`,
  sandboxLost: (file: string) =>
    `the sandbox ended while it ran script (${file}); submit again, and report it if this stays`,
  unknownType: 'job type unknown',
  brokenType: (name: string, problem: string) => `job type "${name}" cannot be used: ${problem}`,
  unexpectedResult: (detail: string) =>
    `the script damaged its own environment, so that its tasks cannot be read: ${detail}`,
  badId: (what: string, id: string) =>
    `${what} has the identity "${shortened(id)}", which is not a UUID; leave it as it was given`,
  noImport: 'import does not exist in job type scripts; use require',
  unexplained: 'the script threw something that cannot be put into words',
  badText: (what: string) => `${what} contains a NUL character, which cannot be stored`,
};

/** What is wrong with a script file or folder, before any of it runs. */
export const scriptFileTexts = {
  unreadable: (reason: string) => `failed to read script: ${reason}`,
  tooLarge: (bytes: number) => `the file is larger than ${bytes} bytes, too large for a job type script`,
  hidden: (other: string) =>
    `the file is not used, because ${other} in the same folder has the same job type name and comes later`,
  folderMissing: (folder: string) =>
    `the scripts folder ${folder} does not exist or is not a folder; create it or correct the setting`,
  folderUnreadable: (folder: string, reason: string) => `the scripts folder ${folder} cannot be read: ${reason}`,
};

/** What is wrong with a `JOB_TYPE` (D3.3). */
export const schemaTexts = {
  noKey: (place: string) => `${place} has no key; give it a name that is unique in the job type`,
  duplicateKey: (key: string) => `setting "${key}" is there twice; give each setting a key of its own`,
  unknownValue: (key: string, property: string, value: string, known: readonly string[]) =>
    `setting "${key}" has the ${property} "${shortened(value)}"; it can be ${listed(known)}`,
  badDefault: (key: string, type: string, value: string) =>
    `setting "${key}" has the default ${shortened(value)}, which is no ${type}`,
  defaultNotInChoices: (key: string, value: string) =>
    `setting "${key}" has the default ${shortened(value)}, which is not among its choices; Blender refuses that`,
  oddKey: (key: string) => `setting "${key}" is no Python identifier; the Blender add-on may not show it`,
  takenKey: (key: string) => `setting "${key}" has a name that the Blender add-on uses itself; choose another one`,
  choicesOnNonString: (key: string, type: string) =>
    `setting "${key}" has choices, but only settings of type string can; this one is ${article(type)}`,
  tooManySettings: (limit: number) => `JOB_TYPE has more than ${limit} settings, more than anybody could fill in`,
  dateLike: (place: string) => `${place} looks like a date, which the Blender add-on cannot read; word it differently`,
};

/** What is said about the settings of a submitted job (D3.4). */
export const settingTexts = {
  notConvertible: (key: string, type: string, value: string) =>
    `setting "${key}" should be ${article(type)}, and ${shortened(value)} cannot be made into one`,
  converted: (key: string, type: string, from: string, to: string) =>
    `setting "${key}" should be ${article(type)}: ${shortened(from)} was taken as ${shortened(to)}`,
  structured: (key: string, type: string) =>
    `setting "${key}" should be ${article(type)}, but is a list or an object; it is passed to the script as it is`,
  unknown: (key: string, type: string) =>
    `setting "${key}" is not known to job type "${type}"; it is passed to the script as it is`,
  missing: (key: string) => `setting "${key}" is required, but missing and without a default`,
  notAChoice: (key: string, value: string, choices: readonly string[]) =>
    `setting "${key}" is ${shortened(value)}; the job type offers ${listed(choices)}`,
  below: (key: string, value: string, limit: number) =>
    `setting "${key}" is ${value}, less than the ${limit} that the job type allows`,
  above: (key: string, value: string, limit: number) =>
    `setting "${key}" is ${value}, more than the ${limit} that the job type allows`,
  tooLong: (key: string, limit: number) =>
    `setting "${key}" is longer than the ${limit} characters that the job type allows`,
};

/** Log lines; the wording is the original's where users may search for it (contract 04 §2.4). */
export const jobTypeLogTexts = {
  searchingNextToProgram: 'job compiler: searching for scripts directory next to executable',
  foundNextToProgram: 'job compiler: found scripts directory next to executable',
  nothingNextToProgram: 'job compiler: did not find scripts directory next to executable',
  ignoredNextToProgram: "job compiler: ignoring 'scripts' next to executable; it is not a directory",
  /** In the working directory, or the one that was named (D3.7). */
  foundFolder: 'job compiler: found scripts directory',
  unloadableFolder: 'job compiler: error loading scripts',
  foundScripts: 'job compiler: found job compiler scripts',
  loadedScript: 'job compiler: loaded script',
  unreadableScript: 'failed to read script',
  tinyFile: 'ignoring tiny JS file, it is unlikely to be a job compiler script',
  unparsableScript: 'failed to compile script',
  unusableScript: 'unable to determine job type settings',
  questionableScript: 'job compiler: script can be improved',
  badFolder: 'job compiler: error accessing scripts directory',
  print: 'print',
  alert: 'alert',
  outputDropped: 'job compiler: script printed too much, the rest is not shown',
  compiled: 'job compiled',
};

function listed(values: readonly string[]): string {
  const quoted = values.map((value) => `"${value}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

function article(type: string): string {
  return type === 'int32' ? 'an int32' : `a ${type}`;
}

export function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
