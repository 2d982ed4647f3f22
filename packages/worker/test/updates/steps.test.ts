import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@flamenco/common/testing';
import { readAdditions } from '../../src/manager/additions.js';
import { TaskListener } from '../../src/updates/listener.js';
import { UpdateQueue, encodeUpdate } from '../../src/updates/queue.js';
import { useDirectory } from '../support/directory.js';

const FRAME = { activity: 'Frame 7 done (1 of 2)', frameTimes: [{ frame: 7, durationMs: 1_500 }] };

describe('the steps of a render (07 §13.2)', () => {
  const directory = useDirectory();
  let queue: UpdateQueue;
  beforeEach(() => {
    queue = new UpdateQueue(join(directory(), 'queue.sqlite'), new FakeClock());
  });
  afterEach(() => void queue.close());

  /** A listener of a task with one command of two steps, whose Manager announced these additions. */
  function listen(...extras: readonly string[]): TaskListener {
    const additions = readAdditions(extras);
    const listener = new TaskListener('t1', { queue, clock: new FakeClock(), additions: () => additions });
    listener.commandBegins(2);
    return listener;
  }

  /** The bodies that are to be sent, as they are on disk. */
  function bodies(): string[] {
    const found: string[] = [];
    for (let next = queue.first(); next; next = queue.first()) {
      found.push(encodeUpdate(next.update ?? {}));
      queue.remove(next.id);
    }
    return found;
  }

  it('are told to an original Manager in its own words, without the times of frames', () => {
    listen('task-wait').stepsCompleted(1, FRAME);
    expect(bodies()).toEqual(['{"activity":"Progress","steps_completed":1}']);
  });

  it('are told to our Manager with the frame and its time', () => {
    const listener = listen('frame-times');
    listener.stepsCompleted(1, FRAME);
    listener.stepsCompleted();
    expect(bodies()).toEqual([
      '{"activity":"Frame 7 done (1 of 2)","steps_completed":1,"frame_times":[{"frame":7,"duration_ms":1500}]}',
      '{"activity":"Progress","steps_completed":2}',
    ]);
  });

  it('end with the number that was announced, but frames have their times all the same', () => {
    const listener = listen('frame-times');
    listener.stepsCompleted(2);
    listener.stepsCompleted(1, FRAME);
    listener.stepsCompleted();
    expect(bodies()).toEqual([
      '{"activity":"Progress","steps_completed":2}',
      '{"activity":"Frame 7 done (1 of 2)","steps_completed":2,"frame_times":[{"frame":7,"duration_ms":1500}]}',
    ]);
  });
});
