import { hostname } from 'node:os';

/** Who has claimed a farm, for people: this program as administrators and other Managers see it. */
export const THIS_PROGRAM = `flamenco-manager on ${hostname()} (process ${process.pid})`;

/** Another Manager works with the farm. */
export class FarmTaken extends Error {
  override readonly name = 'FarmTaken';

  /** @param holder who it is, for people */
  constructor(readonly holder: string) {
    super(`the farm is claimed by ${holder}`);
  }
}
