import { describe, expect, it } from '@jest/globals';
import type { Answer } from './answer.js';
import type { Identity } from './identity.js';
import { Session } from './session.js';

const REFUSED: Answer = { kind: 'answer', status: 403, body: { message: 'no such worker known' }, retryAfterMs: 0 };
const TAKEN: Answer = { kind: 'answer', status: 204, body: undefined, retryAfterMs: 0 };

/** A session whose sign-ons are counted, and end when told to. */
function session() {
  let [signOns, release]: [number, () => void] = [0, () => undefined];
  const statuses: string[] = [];
  const identity = {
    credentials: { workerId: 'w', secret: 's' },
    signOn: () => {
      signOns += 1;
      return new Promise<string>((resolve) => (release = () => resolve('awake')));
    },
  } as unknown as Identity;
  const made = new Session(identity, (status) => statuses.push(status), new AbortController().signal);
  return { made, statuses, signOns: () => signOns, release: () => release() };
}

describe('a session', () => {
  it('signs on once for all requests that are refused at the same time, and tells the wanted status', async () => {
    const { made, signOns, statuses, release } = session();
    const asked = [1, 2, 3].map(() => made.ask(() => Promise.resolve(REFUSED)));
    await new Promise((resolve) => setImmediate(resolve));
    release();
    expect(await Promise.all(asked)).toEqual([1, 2, 3].map(() => ({ kind: 'signed-on-again' })));
    expect(signOns()).toBe(1);
    expect(statuses).toEqual(['awake']);
  });

  it('does not sign on for a refusal of credentials that have been renewed since', async () => {
    const { made, signOns, release } = session();
    let answerLate: (answer: Answer) => void = () => undefined;
    const late = made.ask(() => new Promise<Answer>((resolve) => (answerLate = resolve)));
    const first = made.ask(() => Promise.resolve(REFUSED));
    await new Promise((resolve) => setImmediate(resolve));
    release();
    await first;
    answerLate(REFUSED);
    expect(await late).toEqual({ kind: 'signed-on-again' });
    expect(signOns()).toBe(1);
  });

  it('hands on every other answer', async () => {
    const { made, signOns } = session();
    const page: Answer = { kind: 'answer', status: 403, body: undefined, retryAfterMs: 0 };
    expect(await made.ask(() => Promise.resolve(TAKEN))).toBe(TAKEN);
    expect(await made.ask(() => Promise.resolve(page))).toBe(page);
    expect(signOns()).toBe(0);
  });
});
