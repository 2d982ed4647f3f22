import type { AvailableJobSetting, Json } from './job-type.js';

/** A value in a setting's type: as it was, made into it, passed although it is a list or an object, or refused. */
export type Conversion =
  | { readonly kind: 'fits'; readonly value: Json }
  | { readonly kind: 'converted'; readonly value: Json }
  | { readonly kind: 'structured'; readonly value: Json }
  | { readonly kind: 'refused' };

const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;
const NUMERIC_TEXT = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** Makes a value into a setting's type as far as that is possible (D3.4). Pure. */
export function convertValue(type: AvailableJobSetting['type'], value: Json): Conversion {
  if (typeof value === 'object') return { kind: 'structured', value };
  const made = CONVERSIONS[type](value);
  if (made === undefined) return { kind: 'refused' };
  return { kind: made === value ? 'fits' : 'converted', value: made };
}

type Scalar = boolean | number | string;

const CONVERSIONS: Readonly<Record<AvailableJobSetting['type'], (value: Scalar) => Scalar | undefined>> = {
  string: (value) => String(value),
  int32: (value) => {
    const number = toNumber(value);
    const whole = number === undefined ? undefined : Math.trunc(number) + 0;
    return whole !== undefined && whole >= INT32_MIN && whole <= INT32_MAX ? whole : undefined;
  },
  float: toNumber,
  bool: toBoolean,
};

function toNumber(value: Scalar): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string' && !NUMERIC_TEXT.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function toBoolean(value: Scalar): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 0 || value === 1) return value === 1;
  if (typeof value === 'number') return undefined;
  const text = value.trim().toLowerCase();
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}
