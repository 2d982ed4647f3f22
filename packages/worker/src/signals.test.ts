import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { obeySignals } from './obey-signals.js';
import { catchSignals } from './signals.js';

/** A process that gets signals, and a program that notes what it is told. */
function farm(platform: NodeJS.Platform = 'linux') {
  const source = new EventEmitter();
  const signals = catchSignals(source, platform);
  const told: string[] = [];
  const program = {
    interrupt: (name: string) => void told.push(`interrupt ${name}`),
    sleep: () => void told.push('sleep'),
    wake: () => void told.push('wake'),
    killNow: () => void told.push('kill'),
  };
  const obey = () => obeySignals(signals, program, pino({ level: 'silent' }), (code) => told.push(`exit ${code}`));
  return { source, told, obey };
}

describe('a signal', () => {
  it.each([
    ['SIGTERM', 'interrupt terminated'],
    ['SIGINT', 'interrupt interrupt'],
    ['SIGHUP', 'interrupt hangup'],
    ['SIGUSR1', 'sleep'],
    ['SIGUSR2', 'wake'],
  ])('%s means: %s', (signal, meaning) => {
    const { source, told, obey } = farm();
    obey();
    source.emit(signal);
    expect(told).toEqual([meaning]);
  });

  it('that came before the program was there is not lost', () => {
    const { source, told, obey } = farm();
    for (const signal of ['SIGUSR1', 'SIGTERM']) source.emit(signal);
    expect(told).toEqual([]);
    obey();
    expect(told).toEqual(['sleep', 'interrupt terminated']);
  });

  it('to stop that comes again kills', () => {
    const { source, told, obey } = farm();
    obey();
    for (const signal of ['SIGHUP', 'SIGUSR2', 'SIGINT']) source.emit(signal);
    expect(told).toEqual(['interrupt hangup', 'wake', 'kill', 'exit 1']);
  });

  it('may be another one on Windows', () => {
    const { source, told, obey } = farm('win32');
    obey();
    for (const signal of ['SIGUSR1', 'SIGBREAK']) source.emit(signal);
    expect(told).toEqual(['interrupt interrupt']);
  });
});
