import { expect, it } from '@jest/globals';
import { configHost } from '../../test/support/config.js';
import { ConfigService } from './service.js';
import { defaultConfig } from './snapshot.js';

it('a request that read the configuration keeps it, the next one gets the new one', () => {
  const service = new ConfigService(defaultConfig(configHost()));
  const during = service.current();
  service.replace({ ...during, managerName: 'New' });
  expect(during.managerName).toBe('Flamenco');
  expect(service.current().managerName).toBe('New');
});
