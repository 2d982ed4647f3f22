/** What of the stored records the rest of the Manager may see. */
export type * from '../db/records.js';
