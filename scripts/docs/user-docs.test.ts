import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { OPERATIONS } from '@flamenco/api';
import { describe, expect, it } from '@jest/globals';
import { MANAGER_FLAGS } from '../../packages/manager/src/cli.js';
import { decodeFile } from '../../packages/manager/src/config/decode.js';
import { CONFIG_KEY_PATHS, environmentNames, VARIABLES_ENVIRONMENT } from '../../packages/manager/src/config/keys.js';
import { METRICS } from '../../packages/manager/src/monitoring/metric-table.js';
import { FLAGS as WORKER_FLAGS } from '../../packages/worker/src/texts/cli.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function pagesIn(folder: string): string[] {
  const files = readdirSync(path.join(ROOT, folder)).filter((name) => name.endsWith('.md'));
  return files.map((name) => `${folder}/${name}`);
}

const PAGES = ['README.md', ...pagesIn('docs/user')];

/** Environment variables that are no keys of the Manager's configuration. */
const OTHER_ENVIRONMENT = ['FLAMENCO_HOME', 'FLAMENCO_WORKER_NAME', 'FLAMENCO_VERSION', 'FLAMENCO_WORKERS'];

const TOP_KEYS = new Set(['_meta', 'variables', ...CONFIG_KEY_PATHS.map((key) => key.replace(/\..*/, ''))]);

const read = (page: string) => readFileSync(path.join(ROOT, page), 'utf8');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, first = '']) => first);

/** The names of what GitHub makes of headings, for links to them. */
function anchorsOf(page: string): string[] {
  return found(read(page), /^#+ (.*)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

describe.each(PAGES)('%s names nothing that does not exist', (page) => {
  const text = read(page);

  it('no flag', () => {
    // A command line ends with its line or its piece of code; what follows a pipe or an `&&` is of somebody else.
    const lines = found(text, /((?<!-u )flamenco-(?:manager|worker)(?:\.js)?(?: [^`\n|&]*)?)/g);
    for (const line of lines) {
      const flags = line.startsWith('flamenco-manager') ? MANAGER_FLAGS : WORKER_FLAGS;
      const known = new Set(['help', 'h', ...flags.map(({ name }) => name)]);
      for (const flag of found(line, / --?([a-z][a-z-]*)/g)) {
        expect({ line, flag, isKnown: known.has(flag) }).toEqual({ line, flag, isKnown: true });
      }
    }
  });

  it('no environment variable', () => {
    const known = [VARIABLES_ENVIRONMENT, ...OTHER_ENVIRONMENT, ...CONFIG_KEY_PATHS.flatMap(environmentNames)];
    expect(known).toEqual(expect.arrayContaining(found(text, /\b(FLAMENCO_[A-Z_]+)\b(?!\*)/g)));
  });

  it('no operation', () => {
    const routes = Object.values(OPERATIONS).map(({ path: route }) => route.replaceAll(/\{\w+\}/g, '*'));
    const asRoute = (url: string) => url.replace(/[?.].*$/, '').replaceAll(/\{\w+\}|\b[A-Z][A-Z-]+\b/g, '*');
    // `/api/v3` and `/api/v3/worker/` are beginnings.
    const urls = found(text, /(\/api\/v3\/[\w/{}?=-]*[\w}])/g).map(asRoute);
    const missing = urls.filter((url) => !routes.some((route) => route === url || route.startsWith(`${url}/`)));
    expect(missing).toEqual([]);
  });

  it("no key of the Manager's configuration", () => {
    for (const block of found(text, /^```yaml\n(.*?)^```$/gms)) {
      const isConfig = found(block, /^(\w+):/gm).every((name) => TOP_KEYS.has(name));
      const whole = block.startsWith('_meta:') ? block : `_meta: {version: 3}\n${block}`;
      const decoded = isConfig ? decodeFile(Buffer.from(whole), 'linux') : { unknownKeys: [] };
      expect({ block, decoded }).toMatchObject({ decoded: { unknownKeys: [] } });
    }
  });

  it('no metric', () => {
    const names = found(text, /\b(flamenco_[a-z_]+)\b(?!:)/g).map((name) => name.replace(/_(?:bucket|sum|count)$/, ''));
    expect(Object.keys(METRICS)).toEqual(expect.arrayContaining(names));
  });

  it('no script of npm', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: object };
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(found(text, /npm run ([\w:]+)/g)));
  });

  it('no page or heading', () => {
    for (const link of found(text, /\]\((?!https?:)([^)]+)\)/g)) {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? page : path.join(path.dirname(page), file);
      expect({ link, exists: existsSync(path.join(ROOT, target)) }).toEqual({ link, exists: true });
      if (anchor !== undefined) expect(anchorsOf(target)).toContain(anchor);
    }
  });
});
