import { expect, it } from '@jest/globals';
import { signalPlan } from './signals.js';

it('SIGHUP reloads the settings where it is a word from the service manager', () => {
  for (const platform of ['linux', 'darwin'] as const)
    expect(signalPlan(platform)).toEqual({ stop: ['SIGINT', 'SIGTERM'], reload: ['SIGHUP'] });
});

it('a console that is closed on Windows ends the Manager in good order, and Ctrl+Break does', () => {
  const { stop, reload } = signalPlan('win32');
  expect(stop).toEqual(expect.arrayContaining(['SIGHUP', 'SIGBREAK', 'SIGINT']));
  expect(reload).toEqual([]);
});
