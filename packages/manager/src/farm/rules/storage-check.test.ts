import type { WorkerStatus } from '@flamenco/api';
import { expect, it } from '@jest/globals';
import { isStillOpen, storageCheckState } from './storage-check.js';
import type { AskedQuestion, StorageCheckState } from './storage-check.js';

const NOW = new Date('2026-03-04T18:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const state = (question: AskedQuestion, status: WorkerStatus = 'awake', deletedAt?: Date) =>
  storageCheckState(question, { status, deletedAt }, NOW, 60_000);

it.each<[WorkerStatus, StorageCheckState]>([
  ['awake', 'waiting'],
  ['asleep', 'waiting'],
  ['testing', 'waiting'],
  ['starting', 'waiting'],
  ['offline', 'offline'],
  ['restart', 'offline'],
  ['error', 'lost'],
])('of a Worker that is %s, the answer is %s', (status, expected) => {
  expect(state({}, status)).toBe(expected);
});

it('tells for how long a Worker looks', () => {
  expect(state({ takenAt: ago(59.9) })).toBe('checking');
  expect(state({ takenAt: ago(60) })).toBe('overdue');
  expect(state({ takenAt: ago(1) }, 'offline')).toBe('offline');
});

it('prefers an answer to anything that happened since, and the end of a Worker to what kept it from answering', () => {
  expect(state({ answer: {} }, 'error', NOW)).toBe('answered');
  expect(state({ obstacle: 'cannot-answer' }, 'offline')).toBe('cannot-answer');
  expect(state({ obstacle: 'no-path' }, 'awake', NOW)).toBe('deleted');
  expect(storageCheckState({}, undefined, NOW, 60_000)).toBe('deleted');
});

it('is open only while an answer may come at any moment', () => {
  const states: StorageCheckState[] = [
    ...(['answered', 'waiting', 'checking', 'overdue', 'offline', 'lost', 'deleted', 'cannot-answer'] as const),
    'no-path',
  ];
  expect(states.filter(isStillOpen)).toEqual(['waiting', 'checking']);
});
