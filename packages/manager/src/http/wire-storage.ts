import type { Schemas } from '@flamenco/api';
import { describeStorage, toStorageFindings } from '@flamenco/common';
import type { StorageProbe } from '@flamenco/common';
import type { StorageCheckView, WorkerView } from '../farm/use-cases/storage/check-storage.js';
import { KEPT_MS } from '../farm/storage-checks.js';
import type { LocalTime } from '../texts/listing.js';
import { MANAGER, storageAnswer } from '../texts/storage-checks.js';

/** What was found at paths, and the JSON of the API. All pure. */

export function toPathAtManager(probe: StorageProbe): Schemas['PathAtManager'] {
  return { ...toStorageFindings(probe), cause: describeStorage(MANAGER, probe) };
}

export function toStorageCheck(
  { check, workers, isComplete }: StorageCheckView,
  time: LocalTime,
): Schemas['StorageCheck'] {
  const { id, path, platform, startedAt, atManager } = check;
  return {
    ...{ id, path, platform, started_at: startedAt.toISOString() },
    expires_at: new Date(startedAt.getTime() + KEPT_MS).toISOString(),
    is_complete: isComplete,
    ...(atManager && { manager: toPathAtManager(atManager) }),
    workers: workers.flatMap((view) => toCheckedWorker(view, atManager, time) ?? []),
  };
}

function toCheckedWorker(
  { worker, question, state }: WorkerView,
  atManager: StorageProbe | undefined,
  time: LocalTime,
): Schemas['StorageCheckWorker'] | undefined {
  if (!worker) return undefined;
  const { uuid: id, name, platform, softwareVersion: version, lastSeenAt } = worker;
  const { path, answer } = question;
  const facts = { state, path, platform, version, lastSeenAt, probe: answer?.probe, atManager };
  return {
    ...{ id, name, platform, path, state, explanation: storageAnswer(facts, time) },
    ...(answer && { answered_at: answer.at.toISOString(), findings: toStorageFindings(answer.probe) }),
  };
}
