/** What the Manager says about its database. */
export const databaseTexts = {
  unwritable:
    'the database cannot be written, so the farm stands still: make room on its disk, or see to the rights of its file or the settings of its server. Workers keep what they have to report; nothing is lost, and the farm goes on by itself',
  writableAgain: 'the database can be written again, the farm goes on',
  cannotOpen: (file: string, reason: string) =>
    `the database file ${file} cannot be opened: ${reason}. Check that the Manager may read and write it and its folder`,
  notIntact: (file: string, verdict: string) =>
    `database integrity check failed for ${file}: ${verdict}. Restore a backup, or move the file away to start with an empty farm`,
  isOriginal: (file: string) =>
    `${file} is a database of the original Flamenco. Start the Manager with it once, it takes the farm over`,
  importing: 'this is a database of the original Flamenco, taking the farm over',
  importedFarm: 'the farm was taken over; the original database stays as it is, under another name',
  imported: 'taken over from an original Flamenco Manager',
  originalInUse: (file: string) =>
    `${file} is a database of the original Flamenco, and another program is using it. Stop the original Manager first`,
  notOfManager: (file: string) =>
    `${file} is a database of an original Flamenco, but not of its Manager. Name the flamenco-manager.sqlite of that farm`,
  tooOldToImport: (file: string, version: number) =>
    `${file} is of an original Flamenco before 3.8 (its schema is ${version}, not 8). Start Flamenco 3.8 or 3.9 with it once, then this Manager`,
  tooNewToImport: (file: string, version: number) =>
    `${file} is of an original Flamenco that is newer than 3.9 (its schema is ${version}, not 8), which this Manager does not know yet`,
  backupOfItself: (file: string) => `${file} is the database of the farm itself. Name another file for the backup`,
  notABackup: (file: string) =>
    `${file} exists and is no backup of a farm, so it is not overwritten. Name another file for the backup`,
  badBackup: (verdict: string) => `the backup is not sound and was not kept: ${verdict}. Check the farm with -check`,
  copyBroke: (name: string, reason: string) =>
    `writing or reading failed: ${reason} (${name}). Check the free space and the rights, then try again`,
  notEmpty: (name: string) => `${name} is not empty. A farm can be copied into a new file or an empty database only`,
  copyDiffers: (table: string) =>
    `the rows of the table ${table} differ from those that were copied. Do not use the copy; the original is untouched`,
  isUnfinishedCopy: (name: string) =>
    `a farm was being copied to ${name}, but not all of it arrived. Repeat "flamenco-manager -copy-database FROM TO", it starts over`,
  isNewer: (file: string) =>
    `${file} was written by a newer version of the Manager. Use that version, or restore a backup of the database`,
  noSuchFile: (file: string) =>
    `there is no database file ${file}; check "database" in flamenco-manager.yaml and the working directory`,
  isOlder: (file: string) =>
    `${file} was written by an older version of the Manager, or is empty. Start the Manager once, it brings the file up to date`,
  damagedAtWork:
    'the database file is damaged, so the Manager stops before more is lost. Check the disk, then restore a backup',
  vacuuming: 'a large part of the database file is empty, it is made smaller',
  notVacuumed: 'the database file could not be made smaller, which does no harm',
  logNotMoved: 'the database log could not be moved to the database file; nothing is lost, the next attempt follows',
  backedUp: 'the schema of the database is going to be updated, its file was copied before that',
  notUpdated: (file: string, reason: string) =>
    `the schema of ${file} could not be updated: ${reason}. Nothing was changed: make room on its disk, or see to the rights of its folder, and start the Manager again`,
  noFile: 'no database is configured: set "database" in flamenco-manager.yaml, for example to flamenco-manager.sqlite',
  isForeign: (url: string) =>
    `${url} holds tables that are not Flamenco's. Give the farm a database of its own: createdb -O USER NAME`,
  serverTooOld: (url: string, version: number, oldest: number) =>
    `the server of ${url} is PostgreSQL ${version}, but the Manager needs ${oldest} or newer`,
  notUnicode: (url: string, encoding: string) =>
    `${url} stores text as ${encoding}, which lacks most characters. Make the database anew: createdb -E UTF8 -T template0 NAME`,
  updatingServer: 'the schema of the database is going to be updated, the farm is copied to a file before that',
  serverBackedUp: 'the farm was copied, its schema is updated in one transaction',
  connectionLost: 'a connection to the database server was lost, a new one is made when it is needed',
  outcomeUnknown: 'the database server went away during a commit, whether it happened is found out when it is back',
  otherManager: (name: string, holder: string) =>
    `another Manager works with ${name}: ${holder}. A farm has one Manager only: stop the other one, or name another database for this one`,
  takenOver:
    'another Manager has claimed the farm while the database server was away, so this one stops. A farm has one Manager only',
  server: {
    unreachable: (url: string, reason: string) =>
      `the database server of ${url} cannot be reached: ${reason}. Check that it runs, and host and port in "database"`,
    'wrong-password': (url: string, reason: string) =>
      `the database server of ${url} refuses user or password: ${reason}. Check both in "database"; characters other than ` +
      'letters and digits have to be written like in a URL, for example %40 for @',
    'no-such-database': (url: string, reason: string) =>
      `the server knows no database as in ${url}: ${reason}. Create it first: createdb -E UTF8 -T template0 -O USER NAME`,
    'not-allowed': (url: string, reason: string) =>
      `the server does not let this user work with ${url}: ${reason}. Make the user its owner, and check pg_hba.conf`,
    starting: (url: string, reason: string) =>
      `the database server of ${url} is still starting: ${reason}. Start the Manager again when it is ready`,
    full: (url: string, reason: string) =>
      `the database server of ${url} has no connection left: ${reason}. Raise max_connections there`,
    'no-tls': (url: string, reason: string) =>
      `no encrypted connection to ${url}: ${reason}. Check sslmode and the certificates in "database"`,
    other: (url: string, reason: string) => `the database ${url} cannot be used: ${reason}`,
  },
} as const;
