import path from 'node:path';
import type { Logger } from 'pino';
import { backUpFarm } from './db/back-up.js';
import { copyFarm } from './db/copy-farm.js';
import type { CopiedTable } from './db/copy-farm.js';
import { withoutPassword } from './db/server-url.js';
import { absoluteDatabase, asStartError } from './open-database.js';
import { EXIT } from './start-error.js';
import { copyTexts as texts } from './texts/copy.js';

interface Parts {
  readonly workingDirectory: string;
  readonly logger: Logger;
}

/**
 * Copies a farm between a file and a server, or two of a kind, and tells what came over. Gives the exit code; rejects with
 * a `StartError` (exit code 3).
 */
export async function copyDatabase(
  { from, to }: { readonly from: string; readonly to: string },
  { workingDirectory, logger }: Parts,
): Promise<number> {
  const fields = { from: withoutPassword(from), to: withoutPassword(to) };
  logger.info(fields, texts.copying);
  const tell = ({ name, rows, checksum }: CopiedTable) => logger.info({ rows, checksum }, texts.copiedTable(name));
  await asStartError(texts.notCopied, fields, () =>
    copyFarm(absoluteDatabase(from, workingDirectory), absoluteDatabase(to, workingDirectory), tell),
  );
  logger.info(fields, texts.copied);
  return EXIT.clean;
}

/** Writes a backup of the farm, also while a Manager works with it. Gives the exit code; rejects like `copyDatabase`. */
export async function backUpDatabase(
  { database, file }: { readonly database: string; readonly file: string },
  { workingDirectory, logger }: Parts,
): Promise<number> {
  const fields = { database: withoutPassword(database), file };
  logger.info(fields, texts.backingUp);
  await asStartError(texts.notBackedUp, fields, () =>
    backUpFarm(absoluteDatabase(database, workingDirectory), path.resolve(workingDirectory, file)),
  );
  logger.info(fields, texts.backedUp);
  return EXIT.clean;
}
