import { countFarm } from '../../../db/farm-counts.js';
import { farmStatusEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { summariseFarm } from '../../rules/farm-status.js';
import { read } from '../../transaction.js';

/** Sums the farm up in one word, and tells everybody when it is another one than before (contract 03 §10, D2.19). */
export async function refreshFarmStatus(farm: Farm): Promise<void> {
  const status = summariseFarm(await read(farm, countFarm));
  if (farm.status.set(status)) farm.events.publish([farmStatusEvent(status)]);
}
