import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigKeeper } from '../../../src/config/keeper.js';
import { loadConfig } from '../../../src/config/load.js';
import { FileSettings } from '../../../src/config/settings.js';
import type { SetUp } from '../../../src/http/operations/index.js';
import { checkStorage, makeStorage } from '../../../src/setup/check-storage.js';
import { checkBlender, findBlenders } from '../../../src/setup/find-blender.js';
import { configHost } from '../../support/config.js';
import type { TestFarm } from '../../support/make-farm.js';

const FILE = 'flamenco-manager.yaml';

/** A configuration file in a folder of its own, and what the setup assistant needs. */
export class TestSetup {
  /** How often a restart was asked for. */
  restarts = 0;
  readonly settings: FileSettings;
  readonly setUp: SetUp;
  /** What of Blender's usual places the test has made; nothing of the machine is looked at. */
  readonly path: string;

  private constructor(
    readonly folder: string,
    readonly keeper: ConfigKeeper,
  ) {
    this.settings = new FileSettings(keeper);
    this.path = path.join(folder, 'bin');
    const place = { platform: process.platform, env: { PATH: this.path } };
    this.setUp = {
      checkStorage: (directory) => checkStorage(directory, this.programFolder),
      makeStorage: (directory) => makeStorage(directory, this.programFolder),
      findBlenders: () => findBlenders(place),
      checkBlender: (input) => checkBlender(input, place),
      restart: () => void (this.restarts += 1),
    };
  }

  /** @param text of the file, which is put into effect; without it there is no file, and the farm keeps its configuration */
  static async make(farm: TestFarm, text: string | undefined): Promise<TestSetup> {
    const folder = await mkdtemp(path.join(tmpdir(), 'flamenco-settings-'));
    if (text !== undefined) await writeFile(path.join(folder, FILE), text);
    const sources = { fileName: FILE, flags: {}, host: configHost({ workingDirectory: folder }) };
    const loaded = await loadConfig(sources);
    if (loaded.kind === 'failed') throw new Error(loaded.message);
    if (text !== undefined) farm.config.replace(loaded.config);
    const { clock, config: live, logger } = farm;
    return new TestSetup(folder, new ConfigKeeper(loaded, { sources, live, clock, logger, version: '4.0.0-dev' }));
  }

  get programFolder(): string {
    return path.join(this.folder, 'program');
  }

  /** The text of the file. */
  file(name = FILE): Promise<string> {
    return readFile(path.join(this.folder, name), 'utf8');
  }

  /** Somebody edits the file. */
  edit(text: string): Promise<void> {
    return writeFile(path.join(this.folder, FILE), text);
  }

  files(): Promise<string[]> {
    return readdir(this.folder);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
