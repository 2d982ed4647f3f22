import { expect, it } from '@jest/globals';
import { installCommands } from './package-managers.mjs';
import * as texts from './texts.mjs';

it('says exactly what to run when nobody is there to agree', () => {
  const text = texts.nobodyAnswers(['blender', 'ffmpeg'], installCommands(['blender', 'ffmpeg'], 'pacman', true));
  expect(text).toBe(
    'Blender and FFmpeg are missing. Nobody is here to agree: add --yes, or run this yourself:\n' +
      '  sudo pacman -Syu --needed --noconfirm blender ffmpeg',
  );
});

it('names the sources when the machine has no package manager', () => {
  expect(texts.noPackageManager(['blender'])).toContain('https://www.blender.org/download/');
  expect(texts.noPackageManager(['blender'])).not.toContain('ffmpeg.org');
});

it('leaves out sudo where there is none', () => {
  const text = texts.notAllowedToInstall(['ffmpeg'], installCommands(['ffmpeg'], 'dnf', true));
  expect(text).toContain('\n  dnf install -y ffmpeg-free');
});
