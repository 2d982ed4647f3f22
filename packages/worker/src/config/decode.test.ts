import { describe, expect, it } from '@jest/globals';
import { DEFAULT_FILE_CONFIG, decodeConfig } from './decode.js';

/** The configuration of a text that has to be a good one. */
function config(text: string): unknown {
  const decoded = decodeConfig(text);
  return decoded.ok ? decoded.config : decoded.problem;
}

describe('flamenco-worker.yaml (07 §5.1)', () => {
  it.each(['', '\n\n', '# nothing here\n', '---\n', '\uFEFF# with a byte order mark\r\n'])(
    '%j is the defaults',
    (text) => {
      expect(config(text)).toEqual(DEFAULT_FILE_CONFIG);
    },
  );

  it('is read as users write it', () => {
    const text = [
      'manager_url: " http://manager:8080/ "',
      'task_types: [blender, 1, true]',
      'worker_name: 47',
      'restart_exit_code: 47',
      'oom_score_adjust: 500',
      'command_time_limit: 1h30m',
      'nice: 10',
      'check_results: no',
    ].join('\r\n');
    expect(config(`\uFEFF${text}`)).toEqual({
      managerUrl: 'http://manager:8080/',
      taskTypes: ['blender', '1', 'true'],
      workerName: '47',
      restartExitCode: 47,
      oomScoreAdjust: 500,
      commandTimeLimitMs: 5_400_000,
      nice: 10,
      checkResults: false,
    });
  });

  it.each([
    ['4.0', 4],
    ['0x2f', 47],
    ['0o57', 47],
    ['-3', -3],
    ['+7', 7],
  ])('takes the exit code %s for %d', (written, code) => {
    expect(config(`restart_exit_code: ${written}`)).toMatchObject({ restartExitCode: code });
  });

  it.each(['worker_name:', 'worker_name: ~', 'worker_name: null', 'task_types:', 'restart_exit_code: ""'])(
    '%j counts as not set',
    (text) => {
      expect(config(text)).toEqual(DEFAULT_FILE_CONFIG);
    },
  );

  it.each(['command_time_limit: 0', 'command_time_limit: 0s', 'command_time_limit:'])('%j sets no limit', (text) => {
    expect(config(text)).toEqual(DEFAULT_FILE_CONFIG);
  });

  it('keeps an empty list of task types, and names as written', () => {
    expect(config('task_types: []')).toMatchObject({ taskTypes: [] });
    expect(config('worker_name: yes')).toMatchObject({ workerName: 'yes' });
    expect(config('worker_name: 2024-01-02')).toMatchObject({ workerName: '2024-01-02' });
  });

  it('lets the last of repeated keys win', () => {
    expect(config('worker_name: one\nworker_name: two\n')).toMatchObject({ workerName: 'two' });
  });

  it('names keys that mean nothing', () => {
    expect(decodeConfig('worker-name: x\nmanager_url: y\n')).toMatchObject({ ok: true, unknownKeys: ['worker-name'] });
  });

  it.each([
    ['worker_name: "unclosed\n', { kind: 'syntax' }],
    ['task_types: [a\nworker_name: b\n', { kind: 'syntax', line: 2 }],
    ['just some text\n', { kind: 'not-a-mapping' }],
    ['- a list\n', { kind: 'not-a-mapping' }],
    [
      '# first\n\ntask_types: blender\n',
      { kind: 'wrong-value', key: 'task_types', line: 3, expected: 'list-of-texts' },
    ],
    ['restart_exit_code: often', { kind: 'wrong-value', key: 'restart_exit_code', line: 1, expected: 'whole-number' }],
    ['restart_exit_code: 4.5', { kind: 'wrong-value', key: 'restart_exit_code', expected: 'whole-number' }],
    ['oom_score_adjust: 5000', { kind: 'wrong-value', key: 'oom_score_adjust', expected: 'oom-score' }],
    ['command_time_limit: 90', { kind: 'wrong-value', key: 'command_time_limit', expected: 'duration' }],
    ['command_time_limit: -1h', { kind: 'wrong-value', key: 'command_time_limit', expected: 'duration' }],
    ['nice: -5', { kind: 'wrong-value', key: 'nice', expected: 'niceness' }],
    ['check_results: maybe', { kind: 'wrong-value', key: 'check_results', line: 1, expected: 'yes-or-no' }],
    ['nice: 20', { kind: 'wrong-value', key: 'nice', expected: 'niceness' }],
    ['worker_name: [a]', { kind: 'wrong-value', key: 'worker_name', expected: 'text' }],
    ['a: 1\n---\nb: 2\n', { kind: 'syntax' }],
  ])('%j is refused, with the place', (text, problem) => {
    expect(config(text)).toMatchObject(problem);
  });
});
