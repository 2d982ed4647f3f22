import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { waited } from '../manager/back-off.js';
import type { Asked, ManagerVersion } from '../manager/farm-questions.js';
import { withJoined } from '../manager/interruption.js';
import * as texts from '../texts/discovery.js';
import type { SearchNetwork } from './search-network.js';
import { readSearchAnswer } from './ssdp.js';

/** What a search for Managers takes. */
export interface DiscoveryParts {
  readonly network: SearchNetwork;
  /** Asks whoever is at that URL for its version; gives up by itself. */
  readonly askVersion: (url: string, signal: AbortSignal) => Promise<Asked<ManagerVersion>>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Between two requests, in milliseconds. */
  readonly askEveryMs?: number;
}

/** A Manager that answers. */
export interface FoundManager extends ManagerVersion {
  readonly url: string;
}

/** How to search. */
export interface DiscoveryWish {
  readonly limitMs: number;
  /** Whether the first Manager that answers is enough. */
  readonly enough: 'first' | 'all';
  /** URLs to try besides those that are heard of. */
  readonly known?: readonly string[];
}

/** What a search gave; `tried` are URLs at which no Manager answered. */
export type Discovery =
  | { readonly kind: 'found'; readonly managers: readonly [FoundManager, ...FoundManager[]] }
  | { readonly kind: 'none'; readonly tried: readonly string[] };

/** As often as the original asks (contract 07 §7.2). */
export const SEARCH_EVERY_MS = 1_000;

/** Answers are collected over so many requests. */
const ASKS_PER_ROUND = 2;

/**
 * Looks for Managers on the networks of this machine, round after round: ask, collect, try what was heard of
 * (contract 07 §7). Ends with the first round in which one answers, when the time is over or when the signal is aborted.
 */
export async function discover(parts: DiscoveryParts, wish: DiscoveryWish, signal: AbortSignal): Promise<Discovery> {
  const { network, clock, askEveryMs = SEARCH_EVERY_MS } = parts;
  const heard = new Set<string>(wish.known);
  const search = network.open(listenerFor(heard, parts));
  const until = clock.now().getTime() + wish.limitMs;
  let tried: readonly string[] = [];
  try {
    while (clock.now().getTime() < until && !signal.aborted) {
      for (let asks = 0; asks < ASKS_PER_ROUND; asks += 1) {
        search.ask();
        await waited(clock, askEveryMs, signal);
      }
      const [first, ...others] = await tryAll([...heard], wish.enough, parts, signal);
      if (first) return { kind: 'found', managers: [first, ...others] };
      if (heard.size > tried.length) parts.logger.warn(texts.noneUsable([...heard]));
      tried = [...heard];
    }
    return { kind: 'none', tried };
  } finally {
    search.close();
  }
}

function listenerFor(heard: Set<string>, { logger }: DiscoveryParts) {
  return {
    heard: (datagram: Buffer, from: string) => {
      const answer = readSearchAnswer(datagram);
      if (answer.kind === 'manager') heard.add(answer.url);
      if (answer.kind === 'not-http') logger.warn({ from }, texts.ANSWER_NOT_HTTP);
    },
    trouble: (address: string, error: Error) => logger.debug({ address, error }, texts.SEARCH_TROUBLE),
  };
}

/** Tries all URLs at once, so that a dead address holds nobody up; those that answer, the quickest first. */
async function tryAll(
  urls: readonly string[],
  enough: DiscoveryWish['enough'],
  parts: DiscoveryParts,
  signal: AbortSignal,
): Promise<readonly FoundManager[]> {
  const settled = new AbortController();
  return withJoined([signal, settled.signal], async (joined) => {
    const usable: FoundManager[] = [];
    const attempts = urls.map(async (url) => {
      const found = await tryOne(url, parts, joined);
      if (!found || (enough === 'first' && usable.length > 0)) return;
      usable.push(found);
      if (enough === 'first') settled.abort();
    });
    await Promise.all(attempts);
    return usable;
  });
}

async function tryOne(
  url: string,
  { askVersion, logger }: DiscoveryParts,
  signal: AbortSignal,
): Promise<FoundManager | undefined> {
  const asked = await askVersion(url, signal);
  if (signal.aborted && asked.kind !== 'told') return undefined;
  switch (asked.kind) {
    case 'told':
      logger.info({ url, ...asked.value }, texts.FOUND_FLAMENCO);
      return { url, ...asked.value };
    case 'unexpected':
      logger.warn({ url, httpStatus: asked.status }, texts.UNEXPECTED_REPLY);
      return undefined;
    case 'no-answer':
      logger.debug({ url, error: asked.reason }, texts.NOT_REACHED);
      return undefined;
  }
}
