/** What `-copy-database` and `-backup` say. */
export const copyTexts = {
  copying: 'copying the farm, which may take some minutes if it is large',
  copiedTable: (table: string) => `copied ${table}`,
  copied: 'the whole farm was copied and compared; set "database" in flamenco-manager.yaml to work with the copy',
  notCopied: 'the farm was not copied',
  backingUp: 'writing a backup of the database',
  backedUp: 'the backup is complete and was checked',
  notBackedUp: 'the backup was not written',
} as const;
