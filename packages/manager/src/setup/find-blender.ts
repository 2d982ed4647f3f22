import { stat } from 'node:fs/promises';
import path from 'node:path';
import { associatedBlender, findExecutable, runVersion } from '@flamenco/common';
import { setupTexts as texts } from '../texts/setup.js';

/** How a Blender was found (contract 05 §9.8). */
export type BlenderSource = 'file_association' | 'path_envvar' | 'system_location' | 'input_path' | 'default';

/** A Blender that was looked for. */
export interface CheckedBlender {
  readonly input: string;
  /** Of the executable; empty when there is none. */
  readonly path: string;
  readonly source: BlenderSource;
  readonly is_usable: boolean;
  /** Its version line, or why it cannot be used. */
  readonly cause: string;
}

/** Where Blender is looked for. */
export interface BlenderPlace {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** What `reg query` prints about the default value of a key; the machine's own registry when left out. */
  readonly queryRegistry?: (key: string) => Promise<string>;
  /** Where macOS has its applications. */
  readonly macApplication?: string;
}

interface Candidate {
  readonly input: string;
  readonly path: string;
  readonly source: BlenderSource;
}

const VERSION_LIMIT_MS = 10_000;
const REGISTRY_LIMIT_MS = 5_000;
const MAC_APPLICATION = '/Applications/Blender.app/Contents/MacOS/Blender';
const COMMAND = 'blender';

/** The Blenders of this machine that can be run (contract 01 §3.4). Broken ones are left out. Never rejects. */
export async function findBlenders(place: BlenderPlace): Promise<readonly CheckedBlender[]> {
  const candidates = await usualCandidates(place);
  const checked = await Promise.all(candidates.map(async (it) => ({ ...it, ...(await askVersion(it.path)) })));
  return checked.flatMap(({ version, problem: _problem, ...it }) =>
    version === undefined ? [] : [{ ...it, is_usable: true, cause: version }],
  );
}

/** Whether a path or a command starts Blender; an empty text asks for the usual one (contract 01 §3.5). Never rejects. */
export async function checkBlender(input: string, place: BlenderPlace): Promise<CheckedBlender> {
  const isPath = /[\\/]/.test(input);
  const candidate = input === '' ? (await usualCandidates(place))[0] : await chosenCandidate(input, isPath, place);
  const source = candidate?.source ?? (isPath ? 'input_path' : 'path_envvar');
  const unusable = { input, path: '', source, is_usable: false };
  if (!candidate) return { ...unusable, cause: isPath ? texts.blenderMissingAt(input) : texts.blenderMissing };
  const { version, problem } = await askVersion(candidate.path);
  if (version === undefined) return { ...unusable, cause: problem };
  return { input, path: candidate.path, source, is_usable: true, cause: texts.blenderFound(version) };
}

async function usualCandidates(place: BlenderPlace): Promise<readonly Candidate[]> {
  const { platform, queryRegistry = readRegistry, macApplication = MAC_APPLICATION } = place;
  const associated = platform === 'win32' ? await associatedBlender(queryRegistry) : undefined;
  const onPath = await findExecutable(COMMAND, place);
  const command: Candidate[] = onPath === undefined ? [] : [{ input: COMMAND, path: onPath, source: 'path_envvar' }];
  if (associated !== undefined) return [{ input: '', path: associated, source: 'file_association' }, ...command];
  if (platform === 'darwin' && (await isFile(macApplication))) {
    return [{ input: macApplication, path: macApplication, source: 'system_location' }];
  }
  return command;
}

async function chosenCandidate(input: string, isPath: boolean, place: BlenderPlace): Promise<Candidate | undefined> {
  if (!isPath) {
    const found = await findExecutable(input, place);
    return found === undefined ? undefined : { input, path: found, source: 'path_envvar' };
  }
  const file = (await isDirectory(input)) ? path.join(input, executableName(place.platform)) : input;
  return (await isFile(file)) ? { input, path: file, source: 'input_path' } : undefined;
}

function executableName(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'blender.exe';
  return platform === 'darwin' ? 'Blender' : 'blender';
}

/** The version line, or why there is none (contract 05 §17.1). */
async function askVersion(
  file: string,
): Promise<{ version: string; problem: '' } | { version: undefined; problem: string }> {
  const run = await runVersion(file, ['--version'], VERSION_LIMIT_MS);
  if (run.kind === 'too-long') return trouble(texts.blenderSilent(file, VERSION_LIMIT_MS / 1000));
  if (run.kind === 'failed') return trouble(texts.blenderFailed(file, run.error.message));
  if (run.exitCode !== 0) return trouble(texts.blenderExited(file, run.exitCode));
  const lines = run.output.split('\n').map((line) => line.trim());
  const version = lines.find((line) => line.startsWith('Blender '));
  return version === undefined ? trouble(texts.noBlender(file)) : { version, problem: '' };
}

function trouble(problem: string): { version: undefined; problem: string } {
  return { version: undefined, problem };
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function isDirectory(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function readRegistry(key: string): Promise<string> {
  const run = await runVersion('reg', ['query', key, '/ve'], REGISTRY_LIMIT_MS);
  if (run.kind !== 'ended' || run.exitCode !== 0) throw new Error(`registry key ${key} cannot be read`);
  return run.output;
}
