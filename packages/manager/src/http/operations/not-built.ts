import type { OperationId } from '@flamenco/api';
import * as texts from '../../texts/http-errors.js';
import type { Handlers } from '../context.js';
import { HttpError } from '../http-error.js';

/** The operations that this version of the Manager does not have yet. */
export const NOT_BUILT = [
  'checkSharedStoragePath',
  'findBlenderExePath',
  'checkBlenderExePath',
  'saveSetupAssistantConfig',
  'getConfigurationFile',
  'updateConfigurationFile',
] as const satisfies readonly OperationId[];

type NotBuiltOperations = Pick<Handlers, (typeof NOT_BUILT)[number]>;

/** Each of them answers that it is not there yet, with 501. */
export function notBuiltOperations(): NotBuiltOperations {
  // Made from the list that its type is made from, which the compiler cannot see.
  return Object.fromEntries(NOT_BUILT.map((id) => [id, refusalOf(id)])) as unknown as NotBuiltOperations;
}

function refusalOf(id: OperationId): () => never {
  return () => {
    throw new HttpError(501, texts.notBuiltYet(id));
  };
}
