import type { Schemas } from '@flamenco/api';
import type { Settings, SettingsOutcome } from '../../farm/ports.js';
import { invalidFormat } from '../../texts/http-errors.js';
import { setupTexts as texts } from '../../texts/setup.js';
import type { Handlers } from '../context.js';
import { HttpError } from '../http-error.js';

/** What the setup assistant asks of the Manager's machine. */
export interface SetUp {
  checkStorage(path: string): Promise<Schemas['PathCheckResult']>;
  /** Creates the directory if need be; gives what keeps it from being used. */
  makeStorage(path: string): Promise<string | undefined>;
  findBlenders(): Promise<readonly Schemas['BlenderPathCheckResult'][]>;
  checkBlender(input: string): Promise<Schemas['BlenderPathCheckResult']>;
  /** Stops the Manager's parts and starts them again with the saved configuration, in the background. */
  restart(): void;
}

type SetupOperations = Pick<
  Handlers,
  | 'checkSharedStoragePath'
  | 'findBlenderExePath'
  | 'checkBlenderExePath'
  | 'saveSetupAssistantConfig'
  | 'getConfigurationFile'
  | 'updateConfigurationFile'
>;

/** The setup assistant and the settings page (contract 01 §3.3–3.5, §3.9–3.11). */
export function setupOperations(setUp: SetUp, settings: Settings): SetupOperations {
  return {
    checkSharedStoragePath: async ({ body }) => ({ status: 200, body: await setUp.checkStorage(sent(body).path) }),

    findBlenderExePath: async () => ({ status: 200, body: [...(await setUp.findBlenders())] }),

    checkBlenderExePath: async ({ body }) => ({ status: 200, body: await setUp.checkBlender(sent(body).path) }),

    saveSetupAssistantConfig: async ({ body }) => {
      const { blenderExecutable, storageLocation } = sent(body);
      const sharedStorage = storageLocation.trim();
      if (sharedStorage === '') throw new HttpError(400, texts.incomplete(texts.noStorage));
      const blender = chosenCommand(blenderExecutable);
      const problem = await setUp.makeStorage(sharedStorage);
      if (problem !== undefined) throw new HttpError(400, problem);
      checkSaved(await settings.setUp({ sharedStorage, blender }));
      setUp.restart();
      return { status: 204 };
    },

    getConfigurationFile: async ({ query }) => {
      await settings.refresh();
      return { status: 200, body: settings.read(query.additions ?? false) };
    },

    updateConfigurationFile: async ({ body }) => {
      checkSaved(await settings.replace(body));
      return { status: 204 };
    },
  };
}

/** The description lets clients send no body at all, as the original's does. */
function sent<Body>(body: Body | undefined): Body {
  if (body === undefined) throw new HttpError(400, invalidFormat);
  return body;
}

/** What starts the chosen Blender; the text as it is, because Workers start it without a shell (contract 05 §9.9). */
function chosenCommand({ input, path, source, is_usable }: Schemas['BlenderPathCheckResult']): string {
  if (!is_usable) throw new HttpError(400, texts.incomplete(texts.blenderNotUsable));
  if (source === 'default') return 'blender';
  if (path === '' || (source !== 'file_association' && input === '')) {
    throw new HttpError(400, texts.incomplete(texts.blenderPathMissing));
  }
  if (source === 'file_association') return 'blender';
  return source === 'path_envvar' ? input : path;
}

function checkSaved(outcome: SettingsOutcome): void {
  if (outcome.kind === 'refused') throw new HttpError(400, outcome.message);
  if (outcome.kind === 'not-written') throw new HttpError(500, texts.notSaved(outcome.reason));
}
