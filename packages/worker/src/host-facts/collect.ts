import { readFile, readdir, statfs } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { components } from '@flamenco/api';
import { findExecutable, osDetail, runVersion } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import { waited } from '../manager/back-off.js';
import type { FarmQuestions } from '../manager/farm-questions.js';
import { withTimeLimit } from '../manager/time-limit.js';
import { NVIDIA_SMI, joinGpus, readDrmCard, readLspci, readNvidiaSmi } from './gpus.js';
import type { Gpu } from './gpus.js';

/** What a Worker tells about its machine, for people. */
export type HostFacts = components['schemas']['HostFacts'];

/** Where the facts come from. */
export interface FactSources {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
}

/** Tools that list devices hang when a driver does. */
const TOOL_LIMIT_MS = 5_000;

/** So long may a server of files or a Manager keep the facts waiting. */
const STORAGE_LIMIT_MS = 3_000;

const DRM = '/sys/class/drm';

/**
 * Gives what tells the facts of this machine. What cannot change while it runs is looked up once, the space in the
 * shared storage each time. Never rejects: what the system does not tell is left out.
 *
 * @param systemName as the Manager calls the platform
 */
export function hostFacts(
  sources: FactSources,
  systemName: string,
): (farm: FarmQuestions, signal: AbortSignal) => Promise<HostFacts> {
  let machine: Promise<HostFacts> | undefined;
  return async (farm, signal) => {
    machine ??= machineFacts(sources);
    const [facts, storage] = await Promise.all([machine, storageSpace(farm, systemName, sources.clock, signal)]);
    return { ...facts, ...(storage && { storage }) };
  };
}

async function machineFacts(sources: FactSources): Promise<HostFacts> {
  const processors = cpus();
  const [os, gpus] = await Promise.all([osDetail({ platform: sources.platform }), findGpus(sources)]);
  return {
    os,
    cpu_model: processors[0]?.model.replace(/\s+/g, ' ').trim() ?? '',
    cpu_threads: processors.length,
    memory_bytes: totalmem(),
    gpus: [...gpus],
  };
}

async function findGpus(sources: FactSources): Promise<readonly Gpu[]> {
  const [nvidia, pci, cards] = await Promise.all([
    outputOf('nvidia-smi', NVIDIA_SMI, sources).then(readNvidiaSmi),
    outputOf('lspci', ['-mm'], sources).then(readLspci),
    sources.platform === 'linux' ? drmCards() : [],
  ]);
  return withMemory(joinGpus(nvidia, pci, cards), cards);
}

/** The kernel knows the memory of cards that `lspci` only names; told only when there is no doubt which one it is. */
function withMemory(gpus: readonly Gpu[], cards: readonly Gpu[]): readonly Gpu[] {
  const sized = cards.filter(({ memory_bytes: bytes }) => bytes !== undefined);
  const [card] = sized;
  if (!card || sized.length > 1 || gpus.length !== 1 || gpus[0]?.memory_bytes !== undefined) return gpus;
  return gpus.map((gpu) => ({ ...card, name: gpu.name }));
}

async function outputOf(name: string, args: readonly string[], { platform, env }: FactSources): Promise<string> {
  const path = await findExecutable(name, { platform, env });
  if (path === undefined) return '';
  const run = await runVersion(path, args, TOOL_LIMIT_MS);
  return run.kind === 'ended' && run.exitCode === 0 ? run.output : '';
}

async function drmCards(): Promise<readonly Gpu[]> {
  const names = await readdir(DRM).catch(() => []);
  const cards = names.filter((name) => /^card\d+$/.test(name)).sort();
  const found = await Promise.all(
    cards.map(async (card) => {
      const read = (file: string) => readFile(join(DRM, card, 'device', file), 'utf8').catch(() => '');
      const [vendor, device, memory] = await Promise.all(['vendor', 'device', 'mem_info_vram_total'].map(read));
      return readDrmCard(vendor ?? '', device ?? '', memory ?? '');
    }),
  );
  return found.filter((gpu) => gpu !== undefined);
}

async function storageSpace(
  farm: FarmQuestions,
  systemName: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<HostFacts['storage']> {
  const asked = await withTimeLimit(
    clock,
    STORAGE_LIMIT_MS,
    (limited) => farm.storageLocation(systemName, limited),
    signal,
  );
  if (asked.kind !== 'told' || asked.value === '') return undefined;
  const space = await inTime(statfs(asked.value), clock);
  return space && { total_bytes: space.blocks * space.bsize, free_bytes: space.bavail * space.bsize };
}

async function inTime<T>(work: Promise<T>, clock: Clock): Promise<T | undefined> {
  const done = new AbortController();
  const over = waited(clock, STORAGE_LIMIT_MS, done.signal).then(() => undefined);
  return Promise.race([work.catch(() => undefined), over]).finally(() => done.abort());
}
