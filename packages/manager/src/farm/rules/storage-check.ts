import type { WorkerStatus } from '@flamenco/api';

/** How far a Worker is with a question about a path. */
export type StorageCheckState =
  | 'answered'
  /** It answers when it talks to the Manager next, which is soon, also while it sleeps or renders. */
  | 'waiting'
  | 'checking'
  /** It took the question long ago. */
  | 'overdue'
  | 'offline'
  /** It has not been heard from for too long. */
  | 'lost'
  | 'deleted'
  /** It is of a version that knows no such questions. */
  | 'cannot-answer'
  /** The path is none on its platform. */
  | 'no-path';

/** A question, as far as the rule needs it. */
export interface AskedQuestion {
  readonly obstacle?: 'no-path' | 'cannot-answer' | undefined;
  readonly takenAt?: Date;
  readonly answer?: object;
}

/** A Worker that was asked. */
export interface AskedWorker {
  readonly status: WorkerStatus;
  readonly deletedAt?: Date | undefined;
}

/** How far a Worker is with a question. Pure. */
export function storageCheckState(
  question: AskedQuestion,
  worker: AskedWorker | undefined,
  now: Date,
  overdueMs: number,
): StorageCheckState {
  if (question.answer) return 'answered';
  if (!worker || worker.deletedAt) return 'deleted';
  if (question.obstacle) return question.obstacle;
  if (worker.status === 'offline' || worker.status === 'restart') return 'offline';
  if (worker.status === 'error') return 'lost';
  if (!question.takenAt) return 'waiting';
  return now.getTime() - question.takenAt.getTime() < overdueMs ? 'checking' : 'overdue';
}

/** Whether an answer may come at any moment. */
export function isStillOpen(state: StorageCheckState): boolean {
  return state === 'waiting' || state === 'checking';
}
