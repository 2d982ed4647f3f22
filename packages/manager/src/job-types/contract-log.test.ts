import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeIn, contractTable } from '../../test/support/contract-tables.js';
import { CREATED, JOB_ID, RecordedLog, writeScripts, ZONE } from '../../test/support/job-type-scripts.js';
import { FolderLog } from './folder-log.js';
import { createJobTypes, scriptFolders } from './index.js';
import type { JobTypes } from './index.js';

const SCRIPT =
  'const JOB_TYPE = { label: "x", settings: [] };\nfunction compileJob(job) { print("p", 1); alert("a"); }\n';

/** What the use cases of submission say is told by their own stories; a name that leads nowhere is told by none. */
const ELSEWHERE = /^(new Flamenco job|job submitted without|error compiling job|rejecting submitted job)/;

describe('what job types say in the log (contract 04 §2.4, D3.7)', () => {
  let root = '';
  let log = new RecordedLog();
  let types: JobTypes | undefined;

  /** The job types of a Manager whose program is `bin/flamenco-manager`, started anew. */
  async function start(named?: string): Promise<JobTypes> {
    await types?.stop();
    log = new RecordedLog();
    const places = { programFile: join(root, 'bin', 'flamenco-manager'), workingDirectory: join(root, 'farm') };
    const folders = await scriptFolders({ ...places, ...(named === undefined ? {} : { named }) });
    types = createJobTypes({ folders, log, now: () => CREATED, timeZone: ZONE });
    return types;
  }

  const lines = (message: string): unknown[] =>
    log.lines.filter((line) => line.message === message).map(({ level, fields }) => [level, fields]);

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'flamenco-job-type-log-'));
    await mkdir(join(root, 'farm'));
    await writeScripts(join(root, 'bin'), { 'flamenco-manager': '' });
  });
  afterEach(async () => {
    await types?.stop();
    types = undefined;
    await rm(root, { recursive: true });
  });

  const stories: Readonly<Record<string, () => Promise<readonly [message: string, told: readonly unknown[]][]>>> = {
    'a Manager without scripts of its own': async () => {
      await (await start()).list();
      const executable = join(root, 'bin', 'flamenco-manager');
      return [
        ['job compiler: searching for scripts directory next to executable', [['debug', { executable }]]],
        ['job compiler: did not find scripts directory next to executable', [['debug', { executable }]]],
        ['job compiler: found job compiler scripts', [['debug', { numScripts: 10 }]]],
      ];
    },
    'scripts next to the program': async () => {
      const scriptsDir = join(root, 'bin', 'scripts');
      await writeScripts(scriptsDir, { 'mine.js': SCRIPT, 'tiny.js': '1' });
      const started = await start();
      await started.list();
      await started.list();
      return [
        ['job compiler: found scripts directory next to executable', [['debug', { scriptsDir }]]],
        ['job compiler: did not find scripts directory next to executable', []],
        ['job compiler: found job compiler scripts', [['debug', { numScripts: 11 }]]],
        [
          'ignoring tiny JS file, it is unlikely to be a job compiler script',
          [['debug', { script: join(scriptsDir, 'tiny.js'), fileSizeBytes: 1 }]],
        ],
      ];
    },
    'a file in the place of the folder': async () => {
      const scriptsDir = join(root, 'bin', 'scripts');
      await writeFile(scriptsDir, 'this is no folder');
      await (await start()).list();
      return [
        ["job compiler: ignoring 'scripts' next to executable; it is not a directory", [['debug', { scriptsDir }]]],
      ];
    },
    'a named folder that is not there': async () => {
      const named = join(root, 'nowhere');
      await (await start(named)).list();
      const error = `the scripts folder ${named} does not exist or is not a folder; create it or correct the setting`;
      return [['job compiler: error accessing scripts directory', [['warn', { filename: named, error }]]]];
    },
    'scripts that cannot be used': async () => {
      const folder = join(root, 'bin', 'scripts');
      const [large, broken, empty] = ['large.js', 'broken.js', 'empty.js'].map((name) => join(folder, name));
      await writeScripts(folder, { 'large.js': '', 'broken.js': 'const JOB_TYPE = {;', 'empty.js': 'var nothing;' });
      await truncate(large ?? '', 17 * 1024 * 1024);
      await (await start()).list();
      const tooLarge = 'the file is larger than 16777216 bytes, too large for a job type script';
      const unusable = {
        jobType: 'empty',
        filename: empty,
        error: 'script (empty.js) does not define a JOB_TYPE object',
      };
      return [
        ['failed to read script', [['error', { jobType: 'large', filename: large, error: tooLarge }]]],
        [
          'failed to compile script',
          [
            [
              'error',
              {
                jobType: 'broken',
                filename: broken,
                line: 1,
                error: expect.stringMatching(/^SyntaxError: .* at broken\.js:1:\d+$/),
              },
            ],
          ],
        ],
        ['unable to determine job type settings', [['warn', expect.objectContaining(unusable)]]],
      ];
    },
    'a job that is compiled': async () => {
      const folder = join(root, 'farm', 'scripts');
      await writeScripts(folder, { 'mine.js': SCRIPT });
      const given = {
        id: JOB_ID,
        name: 'shot',
        type: 'mine',
        priority: 50,
        created: CREATED,
        settings: {},
        metadata: {},
      };
      await (await start()).compile(given);
      return [
        ['job compiler: loaded script', [['info', { script: join(folder, 'mine.js'), jobType: 'mine' }]]],
        ['print', [['info', { args: ['p', 1] }]]],
        ['alert', [['warn', { args: ['a'] }]]],
        ['job compiled', [['info', { num_tasks: 0, name: 'shot', jobtype: 'mine', job: JOB_ID }]]],
        ['job compiler: found scripts directory', [['debug', { scriptsDir: folder }]]],
      ];
    },
  };
  /** No folder is unreadable for the superuser, so that this one has no story. */
  const UNREADABLE = 'job compiler: error loading scripts';
  const told = new Map<string, unknown>();

  it.each(Object.entries(stories))('%s', async (_, story) => {
    for (const [message, wanted] of await story()) {
      expect([message, lines(message)]).toEqual([message, wanted]);
      for (const [level] of lines(message) as [string][]) told.set(message, level);
    }
  });

  it('every line of the table was told, with its words and at its level', () => {
    const rows = contractTable('04-job-types', '2.4').flatMap(([level = '', text = '']) =>
      codeIn(text).map((message) => [message, level.toLowerCase()] as const),
    );
    const wanted = rows.filter(
      ([message]) => !ELSEWHERE.test(message) && message !== UNREADABLE && message !== 'checking Flamenco job',
    );
    // Which file each job type comes from is worth a line at the usual level (D3.7).
    const levelOf = (message: string): unknown =>
      message === 'job compiler: loaded script' ? 'debug' : told.get(message);
    expect(wanted.map(([message]) => [message, levelOf(message)])).toEqual(wanted);
  });

  it('a folder that is there and cannot be read is an error', () => {
    const place = { candidates: ['/farm/scripts'], required: false, builtIn: false };
    const message = 'the scripts folder /farm/scripts cannot be read: EACCES';
    const content = {
      folder: undefined,
      files: [],
      hidden: [],
      tiny: [],
      ignored: [],
      problem: { kind: 'load', message },
    } as const;
    const problems = [{ name: '', file: '/farm/scripts', message, severity: 'error' }] as const;
    log = new RecordedLog();
    new FolderLog(log).tell([{ place, content, problems }], 0);
    expect(lines(UNREADABLE)).toEqual([['error', { filename: '/farm/scripts', error: message }]]);
  });
});
