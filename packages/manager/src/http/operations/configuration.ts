import type { Farm } from '../../farm/farm.js';
import type { Handlers } from '../context.js';
import { isShamanActive } from './shaman.js';

type ConfigurationOperations = Pick<Handlers, 'getConfiguration' | 'getVariables' | 'getSharedStorage'>;

/** What clients need to know of the configuration (contract 01 §3.2, §3.6, §3.7). */
export function configurationOperations(farm: Farm): ConfigurationOperations {
  return {
    getConfiguration: () => {
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
