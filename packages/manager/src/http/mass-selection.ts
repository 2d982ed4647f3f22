import type { Schemas } from '@flamenco/api';
import { FarmError } from '../farm/errors.js';
import type { MassDeletionInput } from '../farm/use-cases/jobs/mass-delete.js';
import * as texts from '../texts/http-errors.js';
import { readDateTime } from './date-time.js';
import { HttpError } from './http-error.js';

/** Which jobs a request wants deleted (contract 02 §6.6). */
export function massSelection(selection: Schemas['JobMassDeletionSelection']): MassDeletionInput {
  const { last_updated_max: text, include_active: includesActive } = selection;
  if (text === undefined) throw new FarmError('invalid', { tag: 'missing-time' });
  const lastUpdatedMax = readDateTime(text);
  if (!lastUpdatedMax) throw new HttpError(400, texts.invalidFormat);
  return { lastUpdatedMax, includesActive };
}
