import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, jobTypeEtag } from './etag.js';
import type { Json } from './job-type.js';

describe('the etag, by the check values of contract 04 §6', () => {
  it('of echo-sleep-test', () => {
    const settings = [
      { key: 'message', type: 'string', required: true },
      { key: 'sleep_duration_seconds', type: 'int32', default: 1 },
      { key: 'sleep_repeats', type: 'int32', default: 1 },
    ];
    expect(jobTypeEtag({ name: 'echo-sleep-test', label: 'Echo Sleep Test', settings })).toBe(
      'eba586e16d6b55baaa43e32f9e78ae514b457fee',
    );
  });

  it('of a type with no settings, and of one that says nothing about settings', () => {
    expect(jobTypeEtag({ name: 'arrow-ok', label: 'x', settings: [] })).toBe(
      'c70c0cdf0570c14aa9fd8e983056e7e0c0f947f4',
    );
    expect(jobTypeEtag({ name: 'no-settings', label: 'x', settings: null })).toBe(
      '76b0f342b4adb16f59a5c0a6392631d7ae20c8e9',
    );
  });

  it('of numbers and characters that encoders disagree about', () => {
    const defaults: [string, string, Json][] = [
      ['a', 'float', 0.0000001],
      ['b', 'float', 1e21],
      ['c', 'float', 100000000000000000000],
      ['d', 'float', 2.0],
      ['e', 'float', -0],
      ['f', 'string', 'é<\u2028>'],
    ];
    const settings = defaults.map(([key, type, value]) => ({ key, type, default: value }));
    expect(jobTypeEtag({ name: 'num-defaults', label: 'x', settings })).toBe(
      'f18f7aad0d86c208ec54d09af84e1af21451504b',
    );
  });
});

describe('laws of the etag', () => {
  const json = fc.jsonValue() as fc.Arbitrary<Json>;

  it('canonical JSON means the same value and contains nothing that HTML could take for a tag', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(text).not.toMatch(/[<>&\u2028\u2029]/);
      }),
    );
  });

  it('the order in which properties were written does not matter', () => {
    const members = fc.uniqueArray(fc.tuple(fc.string(), json), { selector: ([key]) => key });
    fc.assert(
      fc.property(members, (pairs) => {
        const backwards = Object.fromEntries([...pairs].reverse());
        expect(canonicalJson(backwards)).toBe(canonicalJson(Object.fromEntries(pairs)));
      }),
    );
  });

  it('keys stand in the order of their bytes, beyond the basic plane too', () => {
    // Keys that look like numbers would be sorted by JSON.parse.
    const keys = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'Z', 'é', '\uffee', '\u{1f600}') }), {
      minLength: 2,
    });
    fc.assert(
      fc.property(keys, (some) => {
        const sorted = [...some].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        const text = canonicalJson(Object.fromEntries(some.map((key) => [key, 1])));
        expect(Object.keys(JSON.parse(text) as object)).toEqual(sorted);
      }),
    );
  });

  it('another label is another etag', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        fc.pre(a !== b);
        expect(jobTypeEtag({ name: 'x', label: a, settings: [] })).not.toBe(
          jobTypeEtag({ name: 'x', label: b, settings: [] }),
        );
      }),
    );
  });
});
