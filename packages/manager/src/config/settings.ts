import { brokenSettings } from '../texts/config.js';
import { decodeJson } from './decode-json.js';
import type { ConfigDocument, DocumentVariable } from './document.js';
import { documentToJson } from './encode-json.js';
import type { FileProblem } from './file-problems.js';
import type { ConfigKeeper, SaveOutcome } from './keeper.js';

/** What became of settings that a client sent. */
export type SettingsOutcome = SaveOutcome | { readonly kind: 'refused'; readonly message: string };

/** What the setup assistant found out. */
export interface SetupChoice {
  /** Directory. */
  readonly sharedStorage: string;
  /** What starts Blender, on all platforms. */
  readonly blender: string;
}

/** The configuration as the API reads and changes it. */
export interface Settings {
  /** The content of the file, as JSON (contract 05 §9.2). */
  read(withAdditions: boolean): Record<string, unknown>;
  /** Puts what a client sends into the place of it (contract 05 §9.3). */
  replace(json: Readonly<Record<string, unknown>>): Promise<SettingsOutcome>;
  /** Saves what the setup assistant found out (contract 05 §9.9). */
  setUp(choice: SetupChoice): Promise<SettingsOutcome>;
  /** Takes note of a file that somebody has just edited. */
  refresh(): Promise<void>;
}

/** What is wrong with settings that a client sent. */
class BadSettings extends Error {
  constructor(readonly problems: readonly FileProblem[]) {
    super(brokenSettings(problems));
  }
}

/** The settings in a configuration file. */
export class FileSettings implements Settings {
  constructor(private readonly keeper: ConfigKeeper) {}

  read(withAdditions: boolean): Record<string, unknown> {
    return documentToJson(this.keeper.document, withAdditions);
  }

  refresh(): Promise<void> {
    return this.keeper.refresh();
  }

  replace(json: Readonly<Record<string, unknown>>): Promise<SettingsOutcome> {
    return this.#save((present) => {
      const decoded = decodeJson(json, present);
      if (decoded.kind === 'refused') throw new BadSettings(decoded.problems);
      return decoded.document;
    });
  }

  setUp({ sharedStorage, blender }: SetupChoice): Promise<SettingsOutcome> {
    const everywhere = (['linux', 'windows', 'darwin'] as const).map((platform) => [platform, blender] as const);
    return this.#save((present) => ({
      ...present,
      values: { ...present.values, shared_storage_path: sharedStorage },
      variables: new Map([
        ...present.variables,
        ['blender', variable(everywhere)],
        ['blenderArgs', variable([['all', '-b -y']])],
      ]),
    }));
  }

  async #save(edit: (present: ConfigDocument) => ConfigDocument): Promise<SettingsOutcome> {
    try {
      return await this.keeper.save(edit);
    } catch (error) {
      if (error instanceof BadSettings) return { kind: 'refused', message: error.message };
      throw error;
    }
  }
}

function variable(values: readonly (readonly [platform: string, value: string])[]): DocumentVariable {
  const entries = values.map(([platform, value]) => ({
    ...{ audience: 'all', platform, platforms: [], value, unknown: new Map<string, never>() },
  }));
  return { isTwoWay: false, values: entries, unknown: new Map() };
}
