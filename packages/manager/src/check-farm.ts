import type { Logger } from 'pino';
import { brokenInvariants } from './db/invariants.js';
import { openDatabaseForReading } from './open-database.js';
import { EXIT } from './start-error.js';
import { checkTexts as texts } from './texts/check.js';

/**
 * Looks whether everything is true of the farm that has to be, and tells what is not, with examples. Changes nothing, and
 * may run beside a Manager. Gives the exit code: 0 for a sound farm, 1 for one that is not.
 *
 * @param database as the configuration names it
 */
export async function checkFarm(
  database: string,
  workingDirectory: string,
  { logger }: { readonly logger: Logger },
): Promise<number> {
  const file = await openDatabaseForReading(database, workingDirectory);
  try {
    logger.info({ database }, texts.checking);
    const damages = file.damages();
    for (const damage of damages) logger.error({ damage }, texts.damaged);
    const broken = await file.read(brokenInvariants);
    for (const { rule, examples } of broken) {
      logger.error({ rule }, texts.broken);
      for (const example of examples) logger.error({ rule, example }, texts.example);
    }
    if (damages.length + broken.length === 0) {
      logger.info({ database }, texts.sound);
      return EXIT.clean;
    }
    logger.error({ database, damages: damages.length, brokenRules: broken.length }, texts.notSound);
    return EXIT.startError;
  } finally {
    file.close();
  }
}
