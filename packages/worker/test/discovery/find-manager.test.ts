import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const TSX = createRequire(import.meta.url).resolve('tsx');
const TSCONFIG = fileURLToPath(new URL('../../../../tsconfig.check.json', import.meta.url));
const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const MANAGERS = fileURLToPath(new URL('../programs/two-managers.ts', import.meta.url));

/** Only there is nobody else on the network; making one takes the rights of an administrator, and iproute2. */
function canHaveOwnNetwork(): boolean {
  try {
    execFileSync('unshare', ['--net', 'sh', '-c', 'ip link set lo up'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Runs a script in a network of its own, in which the loopback is all there is. */
async function inOwnNetwork(script: string): Promise<{ code: unknown; output: string }> {
  const node = `"${process.execPath}" --import "${TSX}"`;
  const program = `ip link set lo up; managers() { ${node} "${MANAGERS}"; }; worker() { ${node} "${MAIN}" "$@"; }; ${script}`;
  const child = spawn('unshare', ['--net', 'sh', '-c', program], {
    cwd: join(MAIN, '..'),
    env: { ...process.env, TSX_TSCONFIG_PATH: TSCONFIG, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const [code] = (await once(child, 'close')) as unknown[];
  return { code, output };
}

(canHaveOwnNetwork() ? describe : describe.skip)('flamenco-worker -find-manager', () => {
  it('lists all Managers on the network (07 §7.5, D6.6)', async () => {
    // The Managers say when they are there, and end when nobody reads what they say any more.
    const { code, output } = await inOwnNetwork('managers | { read ready; worker -find-manager; }');
    expect(code).toBe(0);
    expect(output).toMatch(/INF auto-discovering Manager via UPnP\/SSDP timeout=1m0s/);
    for (const [name, version] of [
      ['North', '3.9'],
      ['South', '4.0'],
    ])
      expect(output).toMatch(
        new RegExp(`INF found Flamenco Manager name=${name} url=http://127\\.0\\.0\\.1:\\d+/ version=${version}`),
      );
    expect(output.match(/INF found Manager manager=http/g)).toHaveLength(2);
  }, 60_000);
});
