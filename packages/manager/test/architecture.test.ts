import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const PACKAGES = fileURLToPath(new URL('../..', import.meta.url));

/** One import of a source file. */
interface Import {
  /** Path of the importing file below `packages/NAME/src`. */
  readonly from: string;
  /** Path of the imported file below the same folder, or the name of a package. */
  readonly to: string;
  readonly isTypeOnly: boolean;
}

const IMPORT = /^(?:import|export)\s+(?<type>type\s)?(?:[^'";]*?\sfrom\s+)?'(?<target>[^']+)'/gms;
const DYNAMIC = /\bimport\('(?<target>[^']+)'\)/g;

function importsOf(packageName: string): Import[] {
  const root = path.join(PACKAGES, packageName, 'src');
  return sourceFiles(root).flatMap((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return [...text.matchAll(IMPORT), ...text.matchAll(DYNAMIC)].map(({ groups }) => {
      const target = groups?.target ?? '';
      const to = target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target;
      return { from: file, to: to.replace(/\.js$/, '.ts'), isTypeOnly: groups?.type !== undefined };
    });
  });
}

function sourceFiles(root: string): string[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('generated'))
    .map((file) => file.split(path.sep).join('/'));
}

/** `farm/use-cases/jobs/x.ts` is of the area `farm/use-cases`, `http/app.ts` of `http`, `compose.ts` of itself. */
function areaOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  if (!file.includes('/')) return file;
  if (top === 'farm' && (second === 'rules' || second === 'use-cases')) return `farm/${second}`;
  return top;
}

/**
 * Who may import whom (docs/architecture.md §3): by area or by file. `types:` allows only types. Everybody may import
 * from its own area.
 */
const MANAGER: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['check-job-type.ts', 'cli.ts', 'program.ts', 'signals.ts', 'start-error.ts', 'texts'],
  'cli.ts': ['config', 'texts'],
  'signals.ts': [],
  'start-error.ts': [],
  'listening.ts': ['discovery', 'start-error.ts', 'texts'],
  'open-database.ts': ['db', 'start-error.ts', 'texts'],
  'database-check.ts': ['loops', 'open-database.ts', 'texts'],
  'copy-database.ts': ['db', 'open-database.ts', 'start-error.ts', 'texts'],
  'check-farm.ts': ['db', 'open-database.ts', 'start-error.ts', 'texts'],
  'check-job-type.ts': ['farm/use-cases', 'job-types', 'start-error.ts', 'texts'],
  'program.ts': [
    ...[
      'check-farm.ts',
      'cli.ts',
      'compose.ts',
      'config',
      'copy-database.ts',
      'database-check.ts',
      'db/server-url.ts',
      'farm/use-cases',
      'listening.ts',
      'loops',
      'open-database.ts',
      'setup',
    ],
    ...['start-error.ts', 'texts', 'types:discovery'],
  ],
  'compose.ts': [
    ...['config', 'types:db', 'discovery', 'events', 'farm', 'farm/use-cases', 'http', 'job-types', 'loops'],
    ...['monitoring', 'setup', 'storage', 'texts'],
  ],
  'farm/rules': [],
  'farm/use-cases': ['db', 'farm', 'farm/rules', 'job-types/etag.ts', 'job-types/settings.ts', 'texts'],
  farm: ['db', 'farm/rules', 'texts', 'types:config', 'types:job-types'],
  db: ['texts'],
  http: ['farm', 'farm/use-cases', 'types:farm/rules', 'texts'],
  events: ['farm'],
  monitoring: ['types:farm', 'types:http', 'texts'],
  config: ['db/server-url.ts', 'discovery', 'texts'],
  discovery: ['texts'],
  'job-types': ['texts'],
  setup: ['texts'],
  storage: ['texts'],
  shaman: ['texts'],
  loops: ['types:farm', 'farm/use-cases'],
  texts: ['types:farm', 'types:farm/rules', 'types:farm/use-cases', 'types:config', 'types:job-types'],
};

/** `folder → files` for packages from outside that belong into one place only. */
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  kysely: ['db'],
  'better-sqlite3': ['db'],
  pg: ['db'],
  express: ['http'],
  compression: ['http'],
  bcryptjs: ['http'],
  'js-yaml': ['config'],
  'quickjs-emscripten': ['job-types'],
  acorn: ['job-types'],
  sharp: ['storage'],
  'prom-client': ['monitoring'],
};

function isAllowed(table: Readonly<Record<string, readonly string[]>>, { from, to, isTypeOnly }: Import): boolean {
  const allowed = table[from] ?? table[areaOf(from)] ?? [];
  const target = areaOf(to);
  return (
    areaOf(from) === target ||
    allowed.includes(target) ||
    allowed.includes(to) ||
    (isTypeOnly && allowed.includes(`types:${target}`))
  );
}

const shown = ({ from, to }: Import) => `${from} → ${to}`;

it('the Manager has no other arrows than those of docs/architecture.md §3', () => {
  const own = importsOf('manager').filter(({ to }) => to.endsWith('.ts'));
  expect(own.length).toBeGreaterThan(300);
  expect(own.filter((it) => !isAllowed(MANAGER, it)).map(shown)).toEqual([]);
});

it('every area of the Manager is in the table', () => {
  const areas = new Set(sourceFiles(path.join(PACKAGES, 'manager/src')).map(areaOf));
  expect([...areas].filter((area) => !(area in MANAGER))).toEqual([]);
});

it('libraries of one topic are imported in one place', () => {
  const outside = importsOf('manager').filter(({ from, to }) => {
    const name = Object.keys(LIBRARIES).find((library) => to === library || to.startsWith(`${library}/`));
    return name !== undefined && !LIBRARIES[name]?.includes(areaOf(from));
  });
  expect(outside.map(shown)).toEqual([]);
});

/** The Worker's arrows (docs/architecture.md §6). */
const WORKER_FORBIDDEN: readonly (readonly [from: RegExp, to: RegExp])[] = [
  [/^rules\//, /^(?!rules\/|@flamenco\/api)/],
  [/^commands\//, /^(?:manager|updates|awake|asleep)\//],
  [/^process\//, /^(?:commands|manager|updates|awake|asleep|upload)\//],
  [/^(?:updates|upload)\//, /^commands\//],
  [/^(?:config|manager)\//, /^(?:commands|process|updates|awake|asleep)\//],
];

it('the Worker keeps commands, processes, updates and rules apart', () => {
  const broken = importsOf('worker').filter(({ from, to, isTypeOnly }) =>
    WORKER_FORBIDDEN.some(([source, target]) => source.test(from) && target.test(to) && !isTypeOnly),
  );
  expect(broken.map(shown)).toEqual([]);
});

it('packages depend on each other one way: api and common on none, Manager and Worker on these two', () => {
  for (const [name, allowed] of [
    ['api', []],
    ['common', []],
    ['manager', ['@flamenco/api', '@flamenco/common']],
    ['worker', ['@flamenco/api', '@flamenco/common']],
  ] as const) {
    const ours = importsOf(name).filter(({ to }) => to.startsWith('@flamenco/'));
    expect(ours.filter(({ to }) => !(allowed as readonly string[]).includes(to)).map(shown)).toEqual([]);
  }
});
