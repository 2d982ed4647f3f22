import { PassThrough } from 'node:stream';
import { expect, it } from '@jest/globals';
import { ProgressDisplay } from './progress-display.mjs';

function display(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 20 });
  return { shown: new ProgressDisplay(stream), written: () => String(stream.read() ?? '') };
}

it('overwrites its line on a terminal, and never wraps it', () => {
  const { shown, written } = display(true);
  shown.show('one', '1');
  shown.show('a line that is wider than the terminal', '1');
  shown.close();
  expect(written()).toBe('\r\x1b[2Kone\r\x1b[2Ka line that is wide\n');
});

it('writes a line per change where there is no terminal', () => {
  const { shown, written } = display(false);
  shown.show('0 frames, 9 s left', '0');
  shown.show('0 frames, 8 s left', '0');
  shown.show('1 frame', '1');
  shown.close();
  expect(written()).toBe('0 frames, 9 s left\n1 frame\n');
});
