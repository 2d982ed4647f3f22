import type { Farm } from '../../farm/farm.js';
import type { Settings } from '../../farm/ports.js';
import type { Handlers } from '../context.js';
import { isShamanActive } from './shaman.js';

type ConfigurationOperations = Pick<Handlers, 'getConfiguration' | 'getVariables' | 'getSharedStorage'>;

/** What clients need to know of the configuration (contract 01 §3.2, §3.6, §3.7). */
export function configurationOperations(farm: Farm, settings: Settings): ConfigurationOperations {
  return {
    getConfiguration: async () => {
      // The web app asks this whenever its page is loaded; whoever has just edited the file expects to see it.
      await settings.refresh();
      const { effectiveStoragePath, isFirstRun } = farm.config.current();
      return {
        status: 200,
        body: { storageLocation: effectiveStoragePath, shamanEnabled: isShamanActive, isFirstRun },
      };
    },

    getVariables: ({ path: { audience, platform } }) => ({
      status: 200,
      body: farm.variables.visibleTo(audience, platform),
    }),

    getSharedStorage: ({ path: { audience, platform } }) => ({
      status: 200,
      body: {
        location: farm.variables.sharedStorage(audience, platform),
        audience,
        platform,
        shamanEnabled: isShamanActive,
      },
    }),
  };
}
