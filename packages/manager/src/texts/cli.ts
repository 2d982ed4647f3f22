/** What the command line says about the flags of the Manager, and what it answers to the ones it cannot take. */
export const flagTexts = {
  version: 'Shows the application version, then exits.',
  quiet: 'Only log warning-level and worse.',
  debug: 'Enable debug-level logging.',
  trace: 'Enable trace-level logging.',
  'write-config': 'Writes the configuration to the configuration file in its regular form, then exits.',
  check:
    'Checks whether the database of the farm is sound, also while a Manager runs, then exits: with 0 if it is, with 1 if not.',
  'job-type-check':
    'Checks this job type script, then exits: with 0 if nothing is wrong with it, with 1 if something is. With -log-format json the answer is JSON.',
  settings:
    'With -job-type-check: settings as a JSON object, or a file with one, for which the tasks of a job are shown.',
  backup: 'Writes a copy of the database to this file, also while the Manager runs, then exits.',
  'copy-database':
    'Copies the farm in this database into the one that is named after it, then exits: -copy-database FROM TO.\n' +
    'Each is a file or postgres://USER:PASSWORD@HOST/NAME.',
  'setup-assistant': 'Open the setup assistant, also when the Manager is configured already.',
  'shaman-gc-show': 'Shows what the garbage collector of the Shaman storage would delete, then exits.',
  'shaman-gc-delete': 'Lets the garbage collector of the Shaman storage delete what it finds, then exits.',
  pprof: 'Let everybody record what the Manager does, with the pages at /debug/pprof/, for developers.',
  delay: 'Hold every HTTP answer back by a random time, for developers of user interfaces.',
  config: 'Configuration file, instead of flamenco-manager.yaml in the working directory.',
  'log-format': 'Form of the log on the console and in the log file: text or json.',
  'log-file': 'File to which the log is appended, besides the console.',
} as const;

/** A flag that is known, but whose function comes with a later version. */
export const comesLater = (flag: string) =>
  `-${flag} is not available in this version of the Manager yet; start it without this flag`;

export const badLogFormat = (format: string) =>
  `invalid value ${JSON.stringify(format)} for flag -log-format: use text or json`;

export const copyNeedsTwo =
  'copying needs two databases, after all other flags: -copy-database FROM TO, for example ' +
  '-copy-database flamenco-manager.sqlite postgres://farmer:password@localhost/farm';
