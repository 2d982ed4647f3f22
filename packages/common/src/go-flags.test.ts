import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normaliseArguments } from './go-arguments.js';
import { readFlags, usage } from './go-flags.js';

const FLAGS = [
  { name: 'version', kind: 'bool', text: 'Shows the version.' },
  { name: 'flush', kind: 'bool', text: 'Sends what is left.' },
  { name: 'manager', kind: 'string', text: 'URL of the Manager.' },
  { name: 'restart-exit-code', kind: 'int', text: 'Exits with this code.' },
  { name: 'config', kind: 'string', text: 'The file.\nAnother line.', default: 'farm "x".yaml' },
  { name: 'attempts', kind: 'int', text: 'How often.', default: 5 },
  { name: 'colour', kind: 'bool', text: 'In colour.', default: true },
  { name: 'pprof', kind: 'bool', text: 'Profiles.', notYet: 'The profiler is still missing.' },
] as const;

const read = (...argv: string[]) => readFlags('flamenco-worker', FLAGS, argv);

function valuesOf(...argv: string[]) {
  const line = read(...argv);
  if (line.kind !== 'run') throw new Error(line.kind);
  return line.values;
}

describe('a command line in the style of the original (contract 05 §1)', () => {
  it('gives every flag a value, and tells which were given', () => {
    const line = read('-manager', 'http://farm:8080/', '--flush');
    expect(line).toEqual({
      kind: 'run',
      values: {
        version: false,
        flush: true,
        manager: 'http://farm:8080/',
        'restart-exit-code': 0,
        config: 'farm "x".yaml',
        attempts: 5,
        colour: true,
        pprof: false,
      },
      given: new Set(['manager', 'flush']),
      rest: [],
    });
  });

  it.each([
    [['-manager', 'x']],
    [['--manager', 'x']],
    [['-manager=x']],
    [['--manager=x']],
    [['--manager=old', '-manager', 'x']],
  ])('%j names a Manager', (argv) => {
    expect(valuesOf(...argv).manager).toBe('x');
  });

  it('takes what follows a flag with a value as the value, whatever it looks like', () => {
    expect(valuesOf('-manager', '-flush')).toMatchObject({ manager: '-flush', flush: false });
    expect(valuesOf('-manager', '--', '-flush')).toMatchObject({ manager: '--', flush: true });
    expect(valuesOf('-manager=a=b\nc').manager).toBe('a=b\nc');
    expect(valuesOf('-manager=').manager).toBe('');
    expect(valuesOf('-restart-exit-code', '-0x2f')['restart-exit-code']).toBe(-47);
  });

  it.each(['1', 't', 'T', 'true', 'TRUE', 'True'])('%s switches on', (word) => {
    expect(valuesOf(`-flush=${word}`).flush).toBe(true);
  });

  it.each(['0', 'f', 'F', 'false', 'FALSE', 'False'])('%s switches off', (word) => {
    expect(valuesOf(`-colour=${word}`).colour).toBe(false);
  });

  it.each([[['word', '-nope']], [['-', '-nope']], [['--', '-nope']], [['', '-nope']]])('ends before %j', (rest) => {
    expect(valuesOf('-version', ...rest).version).toBe(true);
  });

  it('keeps what stands after the flags', () => {
    expect(read('-manager', 'x', 'one', '-two')).toMatchObject({ kind: 'run', rest: ['one', '-two'] });
  });

  it('never gives a switch the argument after it', () => {
    expect(valuesOf('-colour', 'false').colour).toBe(true);
  });
});

describe('a command line that is wrong', () => {
  it.each([
    [['-version', '-nope'], 'flag provided but not defined: -nope'],
    [['--nope=1'], 'flag provided but not defined: -nope'],
    [['-toString'], 'flag provided but not defined: -toString'],
    [['-Version'], 'flag provided but not defined: -Version'],
    [['-nope', '-h'], 'flag provided but not defined: -nope'],
    [['-restart-exit-code', 'x'], 'invalid value "x" for flag -restart-exit-code: parse error'],
    [['-restart-exit-code='], 'invalid value "" for flag -restart-exit-code: parse error'],
    [
      ['-restart-exit-code', '9223372036854775808'],
      'invalid value "9223372036854775808" for flag -restart-exit-code: value out of range',
    ],
    [['-restart-exit-code'], 'flag needs an argument: -restart-exit-code'],
    [['-flush=x'], 'invalid boolean value "x" for -flush: parse error'],
    [['-flush='], 'invalid boolean value "" for -flush: parse error'],
    [['-=x'], 'bad flag syntax: -=x'],
    [['--=x'], 'bad flag syntax: --=x'],
    [['---flush'], 'bad flag syntax: ---flush'],
    [['-pprof'], 'The profiler is still missing.'],
  ])('%j is refused with the reason, and the list of flags', (argv, message) => {
    expect(read(...argv)).toEqual({ kind: 'error', message, usage: usage('flamenco-worker', FLAGS) });
  });

  it('may leave what is still missing switched off', () => {
    expect(valuesOf('-pprof=false').pprof).toBe(false);
  });
});

describe('help', () => {
  it.each([[['-h']], [['--help']], [['-help']], [['-h=4']], [['-flush', '-h', '-nope']]])(
    'is what %j asks for',
    (argv) => {
      expect(read(...argv)).toEqual({ kind: 'help', usage: usage('flamenco-worker', FLAGS) });
    },
  );

  it('lists the flags by name, with kind, explanation and default', () => {
    expect(usage('./flamenco-worker', FLAGS)).toBe(
      [
        'Usage of ./flamenco-worker:',
        '  -attempts int',
        '    \tHow often. (default 5)',
        '  -colour',
        '    \tIn colour. (default true)',
        '  -config string',
        '    \tThe file.',
        '    \tAnother line. (default "farm \\"x\\".yaml")',
        '  -flush',
        '    \tSends what is left.',
        '  -manager string',
        '    \tURL of the Manager.',
        '  -pprof',
        '    \tProfiles.',
        '  -restart-exit-code int',
        '    \tExits with this code.',
        '  -version',
        '    \tShows the version.',
        '',
      ].join('\n'),
    );
  });
});

it('understands any arguments or says why not, and commander agrees with all that is accepted', () => {
  const word = fc.oneof(
    fc.constantFrom('-flush', '--manager', '-restart-exit-code', '--', '-', 'true', '0x2f', '-colour=F', '-manager=-x'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(word), (argv) => {
      const normalised = normaliseArguments(FLAGS, argv);
      expect(read(...argv).kind).toBe(normalised.kind === 'ok' ? 'run' : normalised.kind);
      if (normalised.kind === 'ok') {
        expect(read(...normalised.argv, '--')).toEqual({ ...read(...argv), rest: ['--'] });
      }
    }),
  );
});
