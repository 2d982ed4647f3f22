import { expect, it } from '@jest/globals';
import { brokenSettings } from '../texts/config.js';
import { decodeJson } from './decode-json.js';
import { defaultDocument } from './document.js';

it('settings with very many mistakes are refused with the first of them, and keep nobody waiting', () => {
  const variables = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`v${index}`, 'x']));
  const decoded = decodeJson({ variables }, defaultDocument('linux'));
  expect(decoded.kind === 'refused' && brokenSettings(decoded.problems)).toMatch(
    /^these settings cannot be saved: "variables\.v0" should have lines .*; and 99990 more$/,
  );
});

it('a section that is none is complained about once, not for each key in it', () => {
  const decoded = decodeJson({ mqtt: { client: 'on' }, shaman: 3 }, defaultDocument('linux'));
  expect(decoded).toMatchObject({ kind: 'refused', problems: [{ key: 'shaman' }, { key: 'mqtt.client' }] });
});
