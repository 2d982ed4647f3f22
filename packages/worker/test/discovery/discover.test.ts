import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@flamenco/common';
import { FakeClock } from '@flamenco/common/testing';
import { pino } from 'pino';
import { discover } from '../../src/discovery/discover.js';
import type { DiscoveryParts } from '../../src/discovery/discover.js';
import { systemNetwork } from '../../src/discovery/search-network.js';
import type { SearchListener, SearchNetwork } from '../../src/discovery/search-network.js';
import { SEARCH_REQUEST } from '../../src/discovery/ssdp.js';
import { FakeResponder } from '../support/fake-responder.js';

const silent = pino({ level: 'silent' });
const NEVER = new AbortController().signal;

/** A network of which a test decides who answers. */
class FakeNetwork implements SearchNetwork {
  asks = 0;
  isOpen = false;
  locations: string[] = [];

  open(listener: SearchListener) {
    this.isOpen = true;
    return {
      ask: () => {
        this.asks += 1;
        for (const location of this.locations) listener.heard(Buffer.from(answer(location)), '10.0.0.1');
      },
      close: () => void (this.isOpen = false),
    };
  }
}

function answer(url: string): string {
  const usn = 'uuid:aa80bc5f-d0af-46b8-8630-23bd7e80ec4d::urn:flamenco:manager:0';
  return `HTTP/1.1 200 OK\r\nUSN: ${usn}\r\nLOCATION: ${url}upnp/description.xml\r\n\r\n`;
}

/** Where a Manager answers; everywhere else nobody does. */
function parts(network: SearchNetwork, clock: FakeClock, alive: ReadonlySet<string>): DiscoveryParts {
  return {
    network,
    clock,
    logger: silent,
    askVersion: async (url) =>
      alive.has(url)
        ? { kind: 'told', value: { name: 'Farm', version: '4.0' } }
        : { kind: 'no-answer', reason: 'connect ECONNREFUSED' },
  };
}

describe('the search for a Manager (07 §7)', () => {
  it('asks every second, and ends with the round in which one answers', async () => {
    const [network, clock] = [new FakeNetwork(), new FakeClock()];
    const found = discover(parts(network, clock, new Set(['http://b/'])), { limitMs: 60_000, enough: 'first' }, NEVER);
    await clock.advance(3_500);
    expect(network.asks).toBe(4);
    network.locations = ['http://a/', 'http://b/'];
    await clock.advance(2_500);
    expect(await found).toEqual({ kind: 'found', managers: [{ url: 'http://b/', name: 'Farm', version: '4.0' }] });
    expect(network.isOpen).toBe(false);
  });

  it('lists all of them when asked to, each once', async () => {
    const [network, clock] = [new FakeNetwork(), new FakeClock()];
    network.locations = ['http://a/', 'http://b/', 'http://dead/'];
    const alive = new Set(['http://a/', 'http://b/']);
    const found = discover(parts(network, clock, alive), { limitMs: 60_000, enough: 'all' }, NEVER);
    await clock.advance(2_000);
    expect(await found).toMatchObject({ managers: [{ url: 'http://a/' }, { url: 'http://b/' }] });
  });

  it('goes on when none of those that were heard of answers, and tries them again', async () => {
    const [network, clock, alive] = [new FakeNetwork(), new FakeClock(), new Set<string>()];
    network.locations = ['http://a/'];
    const found = discover(parts(network, clock, alive), { limitMs: 60_000, enough: 'first' }, NEVER);
    await clock.advance(10_000);
    alive.add('http://a/');
    await clock.advance(2_000);
    expect(await found).toMatchObject({ managers: [{ url: 'http://a/' }] });
  });

  it('gives up after its time and tells what it tried', async () => {
    const [network, clock] = [new FakeNetwork(), new FakeClock()];
    network.locations = ['http://a/'];
    const found = discover(parts(network, clock, new Set()), { limitMs: 60_000, enough: 'first' }, NEVER);
    await clock.advance(60_000);
    expect(await found).toEqual({ kind: 'none', tried: ['http://a/'] });
    expect(network.isOpen).toBe(false);
  });

  it('ends at once when it is interrupted', async () => {
    const [network, clock, stopping] = [new FakeNetwork(), new FakeClock(), new AbortController()];
    const found = discover(parts(network, clock, new Set()), { limitMs: 60_000, enough: 'first' }, stopping.signal);
    stopping.abort();
    expect(await found).toMatchObject({ kind: 'none' });
  });

  it('does not wait for a dead address when another one answers', async () => {
    const [network, clock] = [new FakeNetwork(), new FakeClock()];
    network.locations = ['http://dead/', 'http://b/'];
    const base = parts(network, clock, new Set(['http://b/']));
    const askVersion: DiscoveryParts['askVersion'] = (url, signal) =>
      url === 'http://b/'
        ? base.askVersion(url, signal)
        : new Promise((resolve) =>
            signal.addEventListener('abort', () => resolve({ kind: 'no-answer', reason: 'aborted' })),
          );
    const found = discover({ ...base, askVersion }, { limitMs: 60_000, enough: 'first' }, NEVER);
    await clock.advance(2_000);
    expect(await found).toMatchObject({ managers: [{ url: 'http://b/' }] });
  });
});

describe('the search on the real network', () => {
  let responder: FakeResponder | undefined;
  afterEach(() => responder?.stop());

  it('reaches a Manager on the same machine by multicast, and hears its answer', async () => {
    responder = await FakeResponder.start(['http://127.0.0.1:4711/']);
    const found = discover(
      {
        network: systemNetwork(responder.group),
        clock: systemClock,
        logger: silent,
        askVersion: async () => ({ kind: 'told', value: { name: '', version: '3.9' } }),
      },
      { limitMs: 20_000, enough: 'first' },
      NEVER,
    );
    expect(await found).toMatchObject({ managers: [{ url: 'http://127.0.0.1:4711/' }] });
    expect(responder.searches[0]).toBe(SEARCH_REQUEST);
  });
});
