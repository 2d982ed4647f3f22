import type { Schemas } from '@flamenco/api';
import type { JobState } from '../farm/records.js';

/** A job in the preview of a mass deletion. Pure. */
export function toJobToDelete({ uuid, name, status, updatedAt }: JobState): Schemas['JobToDelete'] {
  return { id: uuid, name, status, updated: updatedAt.toISOString() };
}
