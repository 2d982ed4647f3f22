/** What the setup assistant tells about storages and Blenders (contract 01 §3.3–3.5, §3.9). */
export const setupTexts = {
  storageEmpty: 'Enter the directory that this computer shares with the Workers.',
  storageUnc:
    'This is a network path (UNC), which Flamenco cannot use. Map it to a drive letter and enter that, such as S:\\flamenco.',
  storageMissing: (path: string) => `The directory ${path} does not exist. Create it, or check the spelling.`,
  storageUnreadable: (path: string, reason: string) => `The directory ${path} cannot be looked at: ${reason}`,
  storageSilent: (path: string, seconds: number) =>
    `The storage with ${path} did not answer within ${seconds} seconds. Check the server and the network connection.`,
  storageNoDirectory: (path: string) => `${path} is a file; enter the directory that should hold the job files.`,
  storageOfProgram: (path: string) =>
    `${path} is the directory of Flamenco Manager itself. Choose another one, that only holds files of the farm.`,
  storageNotWritable: (path: string, reason: string) =>
    `No file can be written in ${path}: ${reason}. The user that runs the Manager, and those of the Workers, need to be allowed to.`,
  storageGood: 'Directory checked successfully',
  storageNotMade: (path: string, reason: string) =>
    `The directory ${path} does not exist and cannot be created: ${reason}. Create it, then try again.`,
  jobsNotMade:
    'the directory for the files of jobs could not be made in the shared storage; make it yourself, or see to the rights and the mount of the storage',
  blenderMissing: 'Blender could not be found',
  blenderMissingAt: (path: string) => `Blender could not be found: there is no file ${path} that can be run`,
  blenderFound: (version: string) => `Found ${version}`,
  blenderSilent: (path: string, seconds: number) =>
    `${path} did not tell its version within ${seconds} seconds; try to start it by hand`,
  blenderFailed: (path: string, reason: string) => `${path} cannot be started: ${reason}`,
  blenderExited: (path: string, exitCode: number) => `${path} --version ended with exit code ${exitCode}`,
  noBlender: (path: string) => `${path} is not a Blender executable`,
  incomplete: (what: string) => `configuration is incomplete: ${what}`,
  noStorage: 'the location of the shared storage is missing',
  blenderNotUsable: 'the chosen Blender cannot be used; choose another one',
  blenderPathMissing: 'the path of the chosen Blender is missing',
  notSaved: (reason: string) => `error saving configuration file: ${reason}`,
  browserOpened: 'opened browser to the Flamenco interface',
  browserFailed: 'the browser could not be opened, open this URL yourself',
  noBrowserHere: 'open one of these URLs in a browser to set up the farm',
} as const;
