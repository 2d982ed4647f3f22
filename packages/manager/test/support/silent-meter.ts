import type { FarmMeter } from '../../src/farm/ports.js';

const nothing = () => undefined;

/** For tests that measure nothing. */
export const silentMeter: FarmMeter = {
  now: () => 0,
  looked: nothing,
  assigned: nothing,
  transacted: nothing,
  databaseBusy: nothing,
  delivered: nothing,
};
