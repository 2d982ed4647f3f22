import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from './job-type.js';
import { convertValue } from './value-conversion.js';

describe('values made into the type of their setting (D3.4)', () => {
  it.each<['string' | 'int32' | 'float' | 'bool', Json, string, Json | undefined]>([
    ['int32', 3, 'fits', 3],
    ['int32', 2.5, 'converted', 2],
    ['int32', -2.5, 'converted', -2],
    ['int32', '47', 'converted', 47],
    ['int32', ' 2.9 ', 'converted', 2],
    ['int32', '1e3', 'converted', 1000],
    ['int32', 'four', 'refused', undefined],
    ['int32', '', 'refused', undefined],
    ['int32', '0x10', 'refused', undefined],
    ['int32', 2 ** 31, 'refused', undefined],
    ['int32', -(2 ** 31), 'fits', -(2 ** 31)],
    ['int32', true, 'converted', 1],
    ['float', 24, 'fits', 24],
    ['float', '23.976', 'converted', 23.976],
    ['float', '.5', 'converted', 0.5],
    ['float', '1e999', 'refused', undefined],
    ['float', 'NaN', 'refused', undefined],
    ['float', 'Infinity', 'refused', undefined],
    ['bool', true, 'fits', true],
    ['bool', 'true', 'converted', true],
    ['bool', 'False', 'converted', false],
    ['bool', 0, 'converted', false],
    ['bool', 2, 'refused', undefined],
    ['bool', 'yes', 'refused', undefined],
    ['string', 'text', 'fits', 'text'],
    ['string', 5, 'converted', '5'],
    ['string', false, 'converted', 'false'],
    ['string', [1, 2], 'structured', [1, 2]],
    ['int32', { a: 1 }, 'structured', { a: 1 }],
  ])('%s from %j: %s', (type, value, kind, made) => {
    expect(convertValue(type, value)).toEqual(made === undefined ? { kind } : { kind, value: made });
  });

  it('a converted value fits', () => {
    const type = fc.constantFrom('string' as const, 'int32' as const, 'float' as const, 'bool' as const);
    const value = fc.oneof(fc.string(), fc.double().filter(Number.isFinite), fc.boolean(), fc.integer().map(String));
    fc.assert(
      fc.property(type, value, (wanted, given) => {
        const conversion = convertValue(wanted, given);
        if (conversion.kind !== 'converted') return;
        expect(convertValue(wanted, conversion.value)).toEqual({ kind: 'fits', value: conversion.value });
      }),
    );
  });
});
