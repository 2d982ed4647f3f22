import type { Logger } from 'pino';
import { StartError } from './config/start-error.js';
import { CredentialsNotSavedError } from './manager/identity.js';
import * as texts from './texts/console.js';
import { QueueFileError } from './updates/queue-file.js';

/** Says in the log why the Worker has to stop. */
export function logFatal(error: unknown, logger: Logger): void {
  if (error instanceof StartError) return logger.fatal({ ...error.fields, error: error.reason }, error.message);
  if (error instanceof CredentialsNotSavedError)
    return logger.fatal({ error: error.message }, texts.CREDENTIALS_NOT_SAVED);
  if (error instanceof QueueFileError)
    return logger.fatal({ error: texts.databaseUnusable(error) }, texts.DATABASE_NOT_OPENED);
  logger.fatal({ error }, texts.UNEXPECTED);
}
