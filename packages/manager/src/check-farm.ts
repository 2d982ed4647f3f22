import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { brokenInvariants } from './db/invariants.js';
import { withoutPassword } from './db/server-url.js';
import { openDatabaseForReading } from './open-database.js';
import { EXIT } from './start-error.js';
import { checkTexts as texts } from './texts/check.js';

/**
 * Looks whether everything is true of the farm that has to be, and tells what is not, with examples. Changes nothing, and
 * may run beside a Manager. Gives the exit code: 0 for a sound farm, 1 for one that is not.
 *
 * @param name of the database, as the configuration names it
 */
export async function checkFarm(
  name: string,
  workingDirectory: string,
  parts: { readonly clock: Clock; readonly logger: Logger },
): Promise<number> {
  const { logger } = parts;
  const farm = await openDatabaseForReading(name, workingDirectory, parts);
  const database = withoutPassword(name);
  try {
    logger.info({ database }, texts.checking);
    const damages = farm.damages();
    for (const damage of damages) logger.error({ damage }, texts.damaged);
    const broken = await farm.read(brokenInvariants);
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
    await farm.close();
  }
}
