import { randomUUID } from 'node:crypto';
import type { StorageProbe } from '@flamenco/common';
import { findTag } from '../../../db/tags.js';
import type { Reader } from '../../../db/transaction.js';
import { listWorkers } from '../../../db/worker-lists.js';
import { findWorkerById } from '../../../db/workers.js';
import { checkUuid, FarmError, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { Worker } from '../../records.js';
import { isStillOpen, storageCheckState } from '../../rules/storage-check.js';
import type { StorageCheckState } from '../../rules/storage-check.js';
import { ASKED_AGAIN_MS } from '../../storage-checks.js';
import type { StorageCheck, StorageQuestion } from '../../storage-checks.js';
import { read } from '../../transaction.js';

/** A path, and who is asked about it: everybody who is not left out by one of the conditions. */
export interface StorageCheckRequest {
  readonly path: string;
  /** Where the path is from; the Manager's platform if undefined. */
  readonly platform?: string | undefined;
  readonly workerUuids?: readonly string[] | undefined;
  readonly tagUuid?: string | undefined;
}

/** How far a Worker is. */
export interface WorkerView {
  /** Undefined when nothing is left of it. */
  readonly worker: Worker | undefined;
  readonly question: StorageQuestion;
  readonly state: StorageCheckState;
}

/** A check, and how far everybody is with it. */
export interface StorageCheckView {
  readonly check: StorageCheck;
  readonly workers: readonly WorkerView[];
  /** Whether all that can answer at present have answered. */
  readonly isComplete: boolean;
}

/** Asks Workers how a path looks to them, and looks for itself meanwhile. Nobody waits here for an answer. */
export async function startStorageCheck(farm: Farm, request: StorageCheckRequest): Promise<StorageCheckView> {
  const { path, platform } = request;
  const workers = await read(farm, (reader) => chosenWorkers(reader, request));
  const trace = farm.variables.tracePath(path, platform, undefined);
  const check: StorageCheck = {
    id: randomUUID(),
    path,
    platform: trace.platform,
    startedAt: farm.clock.now(),
    questions: workers.map((worker) => questionFor(farm, request, worker)),
  };
  farm.storageChecks.begin(check);
  for (const { workerId } of check.questions) farm.waiters.wake({ kind: 'worker', workerId });
  void farm.lookAt(trace.atManager).then((probe) => (check.atManager = probe));
  return viewOf(farm, check, new Map(workers.map((worker) => [worker.id, worker])));
}

async function chosenWorkers(reader: Reader, { workerUuids, tagUuid }: StorageCheckRequest): Promise<Worker[]> {
  for (const uuid of workerUuids ?? []) checkUuid('worker', uuid);
  const workers = await listWorkers(reader, {
    tagId: tagUuid === undefined ? undefined : await tagId(reader, tagUuid),
  });
  if (!workerUuids) return workers;
  const known = new Map((tagUuid === undefined ? workers : await listWorkers(reader)).map((it) => [it.uuid, it]));
  const missing = workerUuids.find((uuid) => !known.has(uuid));
  if (missing !== undefined) throw unknown('worker', missing);
  return workers.filter(({ uuid }) => workerUuids.includes(uuid));
}

async function tagId(reader: Reader, uuid: string): Promise<number> {
  checkUuid('tag', uuid);
  const tag = await findTag(reader, uuid);
  if (!tag) throw unknown('tag', uuid);
  return tag.id;
}

function questionFor(farm: Farm, { path, platform }: StorageCheckRequest, worker: Worker): StorageQuestion {
  const { seen } = farm.variables.tracePath(path, platform, worker.platform);
  const own = seen.find((it) => it.platform === worker.platform);
  const obstacle = !own?.isGood ? 'no-path' : worker.canCheckStorage ? undefined : 'cannot-answer';
  return { workerId: worker.id, path: own?.path ?? path, obstacle };
}

/** What came of a check so far. */
export async function fetchStorageCheck(farm: Farm, id: string): Promise<StorageCheckView> {
  const check = farm.storageChecks.find(id);
  if (!check) throw new FarmError('not-found', { tag: 'unknown-storage-check', id });
  const workers = await read(farm, (reader) => workersOf(reader, check));
  return viewOf(farm, check, workers);
}

async function workersOf(reader: Reader, { questions }: StorageCheck): Promise<Map<number, Worker>> {
  const workers = new Map((await listWorkers(reader)).map((worker) => [worker.id, worker]));
  for (const { workerId } of questions) {
    const deleted = workers.has(workerId) ? undefined : await findWorkerById(reader, workerId);
    if (deleted) workers.set(workerId, deleted);
  }
  return workers;
}

function viewOf(farm: Farm, check: StorageCheck, known: ReadonlyMap<number, Worker>): StorageCheckView {
  const now = farm.clock.now();
  const workers = check.questions.map((question) => {
    const worker = known.get(question.workerId);
    return { worker, question, state: storageCheckState(question, worker, now, ASKED_AGAIN_MS) };
  });
  return { check, workers, isComplete: !workers.some(({ state }) => isStillOpen(state)) };
}

/** The question that a Worker should answer next; undefined when there is none. */
export function nextStorageQuestion(farm: Farm, workerId: number): { id: string; path: string } | undefined {
  return farm.storageChecks.take(workerId);
}

/** A Worker says how a path looks to it. Refused when nobody asked, or not any more. */
export function answerStorageQuestion(farm: Farm, workerId: number, id: string, probe: StorageProbe): void {
  if (farm.storageChecks.answer(id, workerId, probe)) return;
  throw new FarmError('not-found', { tag: 'unknown-storage-check', id });
}
