import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { Loop } from './loops/loop.js';
import { databaseDamages } from './open-database.js';
import { databaseTexts } from './texts/database.js';

/** What is checked, and how often; 0 for never. */
interface Checked {
  readonly database: string;
  readonly databaseCheckPeriodMs: number;
}

interface Parts {
  readonly workingDirectory: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Looks now and then whether the database file is still intact, and calls `damaged` when not (contract 11 §7.1). */
export function databaseCheck(
  { database, databaseCheckPeriodMs: everyMs }: Checked,
  parts: Parts,
  damaged: () => void,
): Loop | undefined {
  if (everyMs <= 0) return undefined;
  return new Loop('databaseCheck', { firstAfterMs: everyMs, everyMs }, parts, async () => {
    const damages = await databaseDamages(database, parts.workingDirectory);
    for (const damage of damages) parts.logger.error({ damage }, databaseTexts.damagedAtWork);
    if (damages.length > 0) damaged();
  });
}
