import { describe, expect, it } from '@jest/globals';
import { configHost } from '../../test/support/config.js';
import { decodeFile } from './decode.js';
import type { ConfigDocument } from './document.js';
import { encodeDocument } from './encode.js';
import { processDocument } from './process-document.js';

const FILE = '/farm/flamenco-manager.yaml';

function processed(yaml: string, platform = 'linux') {
  const decoded = decodeFile(Buffer.from(`_meta: {version: 3}\n${yaml}`), platform);
  if (decoded.kind === 'refused') throw new Error(JSON.stringify(decoded.problems));
  return processDocument(decoded.document, { host: configHost({ platform }), fileName: FILE });
}

const remarks = (yaml: string, platform?: string) =>
  processed(yaml, platform).remarks.map(({ level, text, fields }) => [level, text.slice(0, 40), fields]);

const written = (document: ConfigDocument) => encodeDocument(document);

describe('a configuration after loading (contract 05 §7)', () => {
  it('has nothing to be said about it by default, with the shared storage set up', () => {
    expect(remarks('shared_storage_path: /mnt/farm')).toEqual([]);
    expect(remarks('')).toEqual([]);
  });

  it('has an absolute, clean path to the shared storage', () => {
    const path = (yaml: string, platform?: string) => processed(yaml, platform).document.values.shared_storage_path;
    expect(path('shared_storage_path: storage/../x//y/')).toBe('/farm/x/y');
    expect(path('shared_storage_path: /mnt/./farm/')).toBe('/mnt/farm');
    expect(path('shared_storage_path: S:/farm\\', 'windows')).toBe('S:\\farm');
    expect(path('shared_storage_path: ""')).toBe('');
    expect(path(String.raw`shared_storage_path: \\NAS\share`)).toBe(String.raw`/farm/\\NAS\share`);
  });

  it('complains about network paths, whichever way they are written', () => {
    const complaint = (path: string) => [
      ['error', 'config: the shared storage is a network ', { sharedStorage: path }],
    ];
    expect(remarks('shared_storage_path: \\\\NAS\\share')).toEqual(complaint('\\\\NAS\\share'));
    expect(remarks('shared_storage_path: //NAS/share', 'windows')).toEqual(complaint('//NAS/share'));
    expect(remarks('shared_storage_path: //mnt/share')).toEqual([]);
  });

  it('has no variable of the name of an implicit one', () => {
    const { document, remarks: said } = processed('variables: {jobs: {values: [{platform: all, value: x}]}}');
    expect([...document.variables.keys()]).toEqual(['blender', 'blenderArgs']);
    expect(said).toMatchObject([{ level: 'warn', fields: { variable: 'jobs' } }]);
  });

  it('says which values of variables reach nobody', () => {
    const yaml = 'variables: {v: {values: [{value: lost}, {platform: all, audience: artists, value: x}]}}';
    expect(remarks(yaml)).toEqual([
      ['error', 'variable has a platformless value', { variable: 'v', value: 'lost' }],
      ['error', 'variable invalid audience', { variable: 'v', audience: 'artists' }],
    ]);
  });

  it('says what is odd about variables', () => {
    const yaml = `variables:
  "{a}": {values: []}
  s: {is_twoway: true, values: [{platform: linux, value: ""}]}
  d: {values: [{platform: linux, value: x}, {platforms: [linux, darwin], audience: all, value: y}]}
  p: {values: [{platform: linux, platforms: [darwin], value: x}]}`;
    expect(processed(yaml).remarks).toMatchObject([
      { level: 'warn', fields: { variable: '{a}' } },
      { level: 'warn', fields: { variable: 's' } },
      { level: 'warn', fields: { variable: 'd', audience: 'all', platform: 'linux' } },
      { level: 'warn', fields: { variable: 'p', platform: 'linux', platforms: ['darwin'] } },
    ]);
  });

  it('says that Blender is missing', () => {
    expect(remarks('variables:')).toEqual([['error', "config: variable 'blender' not found, Fl", { filename: FILE }]]);
    const yaml =
      'variables: {blender: {values: [{platform: linux}, {platforms: [darwin, windows]}, {platform: all, value: b}]}}';
    expect(processed(yaml).remarks).toMatchObject([
      { level: 'warn', fields: { platform: 'linux', filename: FILE } },
      { level: 'warn', fields: { platforms: ['darwin', 'windows'], filename: FILE } },
    ]);
  });

  it('says that MQTT has nowhere to go', () => {
    expect(remarks('mqtt: {client: {enabled: true}}')).toMatchObject([['error', expect.anything(), { broker: '' }]]);
    expect(remarks('mqtt: {client: {enabled: true, broker: " nowhere "}}')).toMatchObject([
      ['error', expect.anything(), { broker: 'nowhere' }],
    ]);
    expect(remarks('mqtt: {client: {enabled: true, broker: " tcp://broker:1883"}}')).toEqual([]);
    expect(remarks('mqtt: {client: {broker: nowhere}}')).toEqual([]);
  });

  it('is written in its regular form, and processing it again changes nothing', () => {
    const { document } = processed(`database: " farm.sqlite "
shared_storage_path: here
mqtt: {client: {clientID: " "}}
variables: {jobs: {}, v: {values: [{platform: a, platforms: [b], value: x}, {value: lost}]}, blenderArgs: {values: [{platform: all, value: -b}]}}`);
    const text = written(document);
    expect(text).toContain('\ndatabase: farm.sqlite\n');
    expect(text).toContain('\nshared_storage_path: /farm/here\n');
    expect(text).toContain('    clientID: flamenco\n');
    expect(text).toContain('- audience: all\n      platform: all\n      value: -b\n');
    expect(text).toContain('- audience: all\n      platforms: [b, a]\n      value: x\n    - value: lost\n');
    expect(text).not.toContain('jobs:');
    expect(written(processDocument(document, { host: configHost(), fileName: FILE }).document)).toBe(text);
  });
});
