import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { SearchListener, SearchNetwork } from '../../src/discovery/search-network.js';
import { FakeManager } from '../support/fake-manager.js';
import { useFarm } from '../support/with-worker.js';

/** A network on which Managers can appear. */
class FakeNetwork implements SearchNetwork {
  managers: FakeManager[] = [];

  open(listener: SearchListener) {
    const usn = 'uuid:aa80bc5f-d0af-46b8-8630-23bd7e80ec4d::urn:flamenco:manager:0';
    const answer = (url: string) => `HTTP/1.1 200 OK\r\nUSN: ${usn}\r\nLOCATION: ${url}upnp/description.xml\r\n\r\n`;
    return {
      ask: () => this.managers.forEach(({ url }) => listener.heard(Buffer.from(answer(url)), '127.0.0.1')),
      close: () => undefined,
    };
  }
}

describe('a Worker that is told no Manager', () => {
  const farm = useFarm();
  const others: FakeManager[] = [];
  afterEach(() => Promise.all(others.splice(0).map((manager) => manager.disappear())));
  const lastManager = () => join(farm.home(), 'flamenco-worker-last-manager.json');
  const networkOf = (...managers: FakeManager[]) => Object.assign(new FakeNetwork(), { managers });

  it('finds one on the network, works for it, and remembers it (07 §6.1)', async () => {
    const worker = farm.start({ manager: '', network: networkOf(farm.manager()) });
    await farm.manager().untilReceived('task');
    expect(JSON.parse(await readFile(lastManager(), 'utf8'))).toEqual({ url: farm.manager().url });
    expect(worker.lines).toContainEqual(expect.objectContaining({ msg: 'found Manager', url: farm.manager().url }));
  });

  it('goes to the one that it found last time without any search', async () => {
    const home = farm.start({ manager: '', network: networkOf(farm.manager()) });
    await farm.manager().untilReceived('task');
    await home.stop();
    const worker = farm.start({ manager: '' });
    await farm.manager().untilReceived('sign-on', 2);
    expect(worker.lines).not.toContainEqual(
      expect.objectContaining({ msg: expect.stringMatching(/^auto-discovering/) }),
    );
  });

  it('searches when the last one does not answer, or the note of it is damaged', async () => {
    await farm.enroll();
    for (const note of ['{"url":"http://127.0.0.1:1/"}', '{"url": 5}', 'nonsense']) {
      await writeFile(lastManager(), note);
      const worker = farm.start({ manager: '', network: networkOf(farm.manager()) });
      const before = farm.manager().received('sign-on').length;
      await farm.manager().untilReceived('sign-on', before + 1);
      await worker.stop();
    }
  });

  it('says how to name one when none is found in time (07 §6.5)', async () => {
    const worker = farm.start({ manager: '', pace: { discovery: { limitMs: 10, askEveryMs: 5 } } });
    expect(await worker.exitCode).toBe(1);
    expect(worker.lines.at(-1)).toMatchObject({
      msg: expect.stringMatching(/^could not discover Manager in time, see https:.*what-do-i-do$/),
      timeout: '10ms',
      error: expect.stringMatching(/-manager/),
    });
  });

  it('can be stopped while it searches', async () => {
    const worker = farm.start({ manager: '' });
    expect(await worker.stop()).toBe(0);
  });

  const outage = { silentMs: 50, lookEveryMs: 20, searchMs: 20 };

  it('follows a Manager that has moved after a long silence', async () => {
    const credentials = await farm.enroll();
    const network = networkOf(farm.manager());
    const worker = farm.start({ manager: '', network, pace: { outage } });
    await farm.manager().untilReceived('task');
    const moved = await FakeManager.start();
    others.push(moved);
    moved.addWorker(credentials.workerId, credentials.secret);
    network.managers = [moved];
    await farm.manager().disappear();
    await moved.untilReceived('task');
    expect(worker.lines).toContainEqual(expect.objectContaining({ to: moved.url }));
    expect(JSON.parse(await readFile(lastManager(), 'utf8'))).toEqual({ url: moved.url });
  });

  it("stays with a silent Manager rather than join somebody else's farm", async () => {
    await farm.enroll();
    const network = networkOf(farm.manager());
    const worker = farm.start({ manager: '', network, pace: { outage } });
    await farm.manager().untilReceived('task');
    const foreign = await FakeManager.start();
    others.push(foreign);
    network.managers = [foreign];
    await farm.manager().disappear();
    await foreign.untilReceived('update', 2);
    expect(foreign.received('register')).toEqual([]);
    expect(worker.lines).toContainEqual(
      expect.objectContaining({ msg: expect.stringMatching(/^found another Manager/) }),
    );
    const before = farm.manager().received('task').length;
    await farm.manager().appear();
    await farm.manager().untilReceived('task', before + 1);
  });
});
