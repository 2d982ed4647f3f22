import { expect, it } from '@jest/globals';
import { installCommands, managersOf } from './package-managers.mjs';

const lines = (...args: Parameters<typeof installCommands>) => installCommands(...args).map((line) => line.join(' '));

it('installs both on a fresh Debian, lists of packages first', () => {
  const [update, install] = lines(['blender', 'ffmpeg', 'ffprobe'], 'apt-get', false);
  expect(update).toMatch(/^apt-get .*update$/);
  expect(install).toMatch(/apt-get .*install -y --no-install-recommends blender ffmpeg$/);
});

it('installs only what is missing', () => {
  expect(lines(['ffprobe'], 'pacman', true)).toEqual(['sudo pacman -Syu --needed --noconfirm ffmpeg']);
  expect(lines(['blender'], 'dnf', true)).toEqual(['sudo dnf install -y blender']);
});

it('never runs Homebrew and winget as root', () => {
  expect(lines(['blender', 'ffmpeg'], 'brew', true)).toEqual(['brew install --cask blender', 'brew install ffmpeg']);
  expect(lines(['ffmpeg'], 'winget', true)[0]).toMatch(/^winget install --id Gyan.FFmpeg -e /);
});

it('knows which systems have which package manager', () => {
  expect(managersOf('linux')).toEqual(['apt-get', 'dnf', 'pacman']);
  expect(managersOf('freebsd')).toEqual([]);
});
