import { randomUUID } from 'node:crypto';
import { findWorkerById, insertWorker, recordStatus } from '../../../db/workers.js';
import { consoleTexts } from '../../../texts/console.js';
import { FarmError } from '../../errors.js';
import { workerEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import type { Worker } from '../../records.js';
import { transact } from '../../transaction.js';

/** How a Worker that the Manager does not know yet introduces itself. */
export interface Registration {
  readonly name: string;
  /** Of the secret that the Worker chose. */
  readonly secretHash: string;
  readonly platform: string;
  readonly taskTypes: readonly string[];
  readonly address: string;
}

/** Nobody's host name is longer (RFC 1035). */
const LONGEST_NAME = 255;

/**
 * Takes a new Worker in, always as another one, whatever it is called (contract 01 §4.1). It is offline until it signs
 * on, and visible at once.
 */
export async function registerWorker(farm: Farm, registration: Registration): Promise<Worker> {
  checkRegistration(registration);
  return await transact(farm, async (tx) => {
    const id = await insertWorker(tx, { uuid: randomUUID(), ...registration });
    await recordStatus(tx, id, 'offline', consoleTexts.workerRegistered);
    const worker = await findWorkerById(tx, id);
    if (!worker) throw new Error(`worker ${id} was not stored`);
    tx.emit(workerEvent(worker));
    tx.tell('info', consoleTexts.workerRegistered, { worker: worker.name, uuid: worker.uuid, address: worker.address });
    return worker;
  });
}

function checkRegistration({ name, platform }: Registration): void {
  const refuse = (field: 'name' | 'platform', problem: 'empty' | 'too-long') =>
    new FarmError('invalid', { tag: 'bad-registration', field, problem });
  if (name.trim() === '') throw refuse('name', 'empty');
  if (name.length > LONGEST_NAME) throw refuse('name', 'too-long');
  if (platform.trim() === '') throw refuse('platform', 'empty');
}
