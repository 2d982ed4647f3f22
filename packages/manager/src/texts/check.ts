/** What `-check` says about the farm. */
export const checkTexts = {
  checking: 'checking the farm, which may take a minute or two if it is large',
  damaged: 'the database file is damaged; stop the Manager and restore a backup',
  broken: 'this is always true of a sound farm, but not of this one',
  example: 'an example of it',
  sound: 'the farm is sound',
  notSound: 'the farm is not sound; keep a copy of the database and report this to the developers of Flamenco',
} as const;
