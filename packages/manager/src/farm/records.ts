/** What of the stored records the rest of the Manager may see. */
export type { FarmFigures } from '../db/farm-figures.js';
export type * from '../db/records.js';
