import { describe, expect, it } from '@jest/globals';
import { findingLine, verdict } from '../texts/machine-test.js';
import { readDevices } from './blender-scripts.js';
import { isReady, takesTasks } from './findings.js';
import type { Finding, Outcome } from './findings.js';

const finding = (outcome: Outcome, check: Finding['check'] = 'render'): Finding => ({ check, outcome, text: 'so' });

describe('the verdict of a test', () => {
  it('is good when nothing failed', () => {
    expect(isReady([finding('passed'), finding('warning'), finding('skipped')])).toBe(true);
    expect(isReady([finding('passed'), finding('failed')])).toBe(false);
  });

  it('names what failed', () => {
    const findings = [finding('failed', 'storage'), finding('warning'), finding('failed', 'video')];
    expect(verdict(findings)).toBe('\nThis machine is not ready to work: see storage, video.');
    expect(verdict([finding('warning')])).toBe('\nThis machine is ready to work, but read the warnings.');
    expect(verdict([finding('passed')])).toBe('\nThis machine is ready to work.');
  });

  it('shows each finding in columns', () => {
    expect(findingLine(finding('failed'))).toBe('  FAILED   render         so');
    expect(findingLine(finding('passed', 'gpu'))).toBe('  ok       gpu            so');
  });
});

describe('a program', () => {
  it('is needed for the task types of the Worker, in any letter case', () => {
    expect(takesTasks('ffmpeg', ['Blender', 'FFmpeg'])).toBe(true);
    expect(takesTasks('ffmpeg', ['blender'])).toBe(false);
  });
});

describe('the devices that Blender sees', () => {
  it('are read from among its other words', () => {
    const output = ['Blender 4.5.1', 'FLAMENCO-TEST {"RTX 4090": ["CUDA", "OPTIX", "CUDA"]}', 'Blender quit'];
    expect(readDevices(output)).toEqual(new Map([['RTX 4090', ['CUDA', 'OPTIX']]]));
    expect(readDevices(['FLAMENCO-TEST {}'])).toEqual(new Map());
  });

  it.each([[[]], [['Blender quit']], [['FLAMENCO-TEST {"cut']], [['FLAMENCO-TEST null']]])(
    'are unknown after %j',
    (output) => {
      expect(readDevices(output)).toBeUndefined();
    },
  );
});
