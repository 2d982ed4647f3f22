import { expect, it } from '@jest/globals';
import { WORKER_STATUSES } from '@flamenco/api';
import { stateFindings } from './explain-state.js';
import type { WorkerAsSeen } from './explain-state.js';

const worker = (name: string, state: Partial<WorkerAsSeen> = {}): WorkerAsSeen => ({
  ...{ uuid: name, name, status: 'awake', ...state },
});
const asking = (status: 'awake' | 'asleep' | 'restart') => ({ statusRequest: { status, isLazy: false } });
const codes = (...workers: WorkerAsSeen[]) => stateFindings(workers).map(({ code }) => code);
const SIX = new Date('2026-03-04T18:00:00Z');
const SEVEN = new Date('2026-03-04T19:00:00Z');

it('a Worker that is awake, with nothing else asked of it, is not kept from anything', () => {
  const silent = WORKER_STATUSES.filter((status) => codes(worker('nora', { status })).length === 0);
  expect(silent).toEqual(['awake']);
});

it('Workers are grouped by what they are, those first who come back by themselves', () => {
  const found = codes(
    worker('ada', { status: 'offline', ...asking('awake') }),
    worker('ben', { status: 'error' }),
    worker('cleo', { status: 'asleep' }),
    worker('dora', { status: 'asleep', ...asking('awake') }),
    worker('emil', { status: 'testing' }),
    worker('finn', { status: 'restart' }),
    worker('gus', { status: 'asleep', scheduledSleep: { until: SIX } }),
    worker('hugo', asking('asleep')),
    worker('ida', { status: 'error', ownTrouble: 'no room' }),
  );
  expect(found).toEqual([
    'workers-waking',
    'workers-starting',
    'workers-scheduled-asleep',
    'workers-asked',
    'workers-asleep',
    'workers-unfit',
    'workers-in-error',
    'workers-offline',
  ]);
});

it('of Workers that sleep by their schedules the first to wake up is told; those that never do are apart', () => {
  const [ending, endless] = stateFindings([
    worker('ada', { status: 'asleep', scheduledSleep: { until: SEVEN } }),
    worker('ben', { status: 'asleep', scheduledSleep: {} }),
    worker('cleo', { status: 'asleep', scheduledSleep: { until: SIX } }),
  ]);
  expect(ending).toMatchObject({ until: SIX, workers: [{ name: 'ada' }, { name: 'cleo' }] });
  expect(endless).toEqual({ code: 'workers-scheduled-asleep', workers: [expect.objectContaining({ name: 'ben' })] });
});

it('Workers that say themselves what is wrong are told apart by that', () => {
  const found = stateFindings([
    worker('ada', { status: 'error', ownTrouble: 'no room in /a' }),
    worker('ben', { status: 'error', ownTrouble: '' }),
    worker('cleo', { status: 'error', ownTrouble: 'no room in /a' }),
  ]);
  expect(found).toMatchObject([
    { code: 'workers-unfit', trouble: 'no room in /a', workers: [{ name: 'ada' }, { name: 'cleo' }] },
    { code: 'workers-unfit', trouble: '', workers: [{ name: 'ben' }] },
  ]);
});

it('Workers of which different things were asked are told apart', () => {
  const found = stateFindings([
    worker('ada', asking('restart')),
    worker('ben', asking('asleep')),
    worker('cleo', asking('restart')),
  ]);
  expect(found).toMatchObject([
    { status: 'restart', workers: [{ name: 'ada' }, { name: 'cleo' }] },
    { status: 'asleep', workers: [{ name: 'ben' }] },
  ]);
});
