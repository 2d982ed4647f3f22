/** What the Manager says about its database. */
export const databaseTexts = {
  cannotOpen: (file: string, reason: string) =>
    `the database file ${file} cannot be opened: ${reason}. Check that the Manager may read and write it and its folder`,
  notIntact: (file: string, verdict: string) =>
    `database integrity check failed for ${file}: ${verdict}. Restore a backup, or move the file away to start with an empty farm`,
  isOriginal: (file: string) =>
    `${file} is a database of the original Flamenco. Importing it is not available in this version yet; ` +
    'set another file as "database" in flamenco-manager.yaml, and keep this one',
  isNewer: (file: string) =>
    `${file} was written by a newer version of the Manager. Use that version, or restore a backup of the database`,
  noSuchFile: (file: string) =>
    `there is no database file ${file}; check "database" in flamenco-manager.yaml and the working directory`,
  isOlder: (file: string) =>
    `${file} was written by an older version of the Manager, or is empty. Start the Manager once, it brings the file up to date`,
  backedUp: 'the schema of the database is going to be updated, its file was copied before that',
  noFile: 'no database is configured: set "database" in flamenco-manager.yaml, for example to flamenco-manager.sqlite',
  serverComesLater: (url: string) =>
    `the database ${url} is on a server, which is not available in this version yet; name a file instead`,
} as const;
