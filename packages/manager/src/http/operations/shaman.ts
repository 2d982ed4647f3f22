import * as texts from '../../texts/http-errors.js';
import type { Handlers } from '../context.js';
import { HttpError } from '../http-error.js';

/**
 * Whether files can be uploaded. Not in this version of the Manager, whatever is configured: clients have to be told,
 * because the add-on uploads wherever it can (contract 10 §13.1).
 */
export const isShamanActive = false;

type ShamanOperations = Pick<
  Handlers,
  'shamanCheckoutRequirements' | 'shamanCheckout' | 'shamanFileStoreCheck' | 'shamanFileStore'
>;

/** The operations of the file store, all refused while it is not active (contract 06 §4). */
export function shamanOperations(): ShamanOperations {
  const refuse = () => {
    throw new HttpError(503, texts.shamanNotActive);
  };
  return {
    shamanCheckoutRequirements: refuse,
    shamanCheckout: refuse,
    shamanFileStoreCheck: refuse,
    shamanFileStore: refuse,
  };
}
