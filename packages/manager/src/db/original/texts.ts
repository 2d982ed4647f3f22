import { typeKey } from '../codecs.js';

/** JSON of the original, which is a BLOB or a text, as our text; `otherwise` for what is none or of another kind. */
export function jsonText(value: unknown, otherwise: '{}' | '[]'): string {
  const text = Buffer.isBuffer(value) ? value.toString('utf8') : typeof value === 'string' ? value : '';
  try {
    const parsed: unknown = JSON.parse(text);
    const isRight = otherwise === '[]' ? Array.isArray(parsed) : isObject(parsed);
    return isRight ? JSON.stringify(parsed) : otherwise;
  } catch {
    return otherwise;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of task types, as the original stores them: `blender,ffmpeg`. */
export function taskTypes(list: string): string[] {
  const types = list.split(',').map((type) => type.trim());
  return types.filter((type) => type !== '');
}

/** The same as comparisons see them, each once. */
export function typeKeys(types: readonly string[]): string[] {
  return [...new Set(types.map(typeKey))];
}

const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

/** `mo tu we`; the original looks for the names anywhere in the text, and so do we. */
export function daysOfWeek(text: string): string {
  return DAYS.filter((day) => text.toLowerCase().includes(day)).join(' ');
}

/** `HH:MM`, empty for what is none. */
export function timeOfDay(text: string): string {
  return /^(?:[01]\d|2[0-3]):[0-5]\d/.exec(text.trim())?.[0] ?? '';
}
