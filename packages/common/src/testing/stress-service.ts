import type { Service } from '../service.js';

/**
 * Drives a service through everything that its callers may do: stop before the start, start and stop twice, one after
 * another and at once, and start again after a stop. Ends with the service stopped.
 *
 * @param atWork tells whether the service runs; asked whenever all starts and stops have settled
 * @throws if the service is not as it should be, or any start or stop fails
 */
export async function stressService(service: Service, atWork: () => boolean): Promise<void> {
  const expectState = (wanted: boolean, when: string) => {
    if (atWork() !== wanted) throw new Error(`${service.name} should ${wanted ? '' : 'not '}be at work ${when}`);
  };
  await service.stop();
  expectState(false, 'when stopped before its start');
  for (const round of ['first', 'second']) {
    await service.start();
    await service.start();
    expectState(true, `after its ${round} start`);
    await Promise.all([service.stop(), service.stop()]);
    await service.stop();
    expectState(false, `after its ${round} stop`);
  }
  await Promise.all([service.start(), service.start()]);
  expectState(true, 'after two starts at once');
  await service.stop();
  expectState(false, 'after one stop for two starts');
  await Promise.all([service.start(), service.stop()]);
  await service.stop();
  expectState(false, 'after a stop during its start');
}
