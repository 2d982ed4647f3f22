import type { LocalParts } from './clock.js';

/** `2025-10-29T13:04:02+01:00`; `Z` instead of the offset when that is 0 (contract 05 §2). Pure. */
export function rfc3339Local(parts: LocalParts): string {
  const { year, month, day, hour, minute, second, offsetMinutes } = parts;
  const date = `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
  return `${date}T${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}${offset(offsetMinutes)}`;
}

function offset(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.trunc(size / 60))}:${twoDigits(size % 60)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
