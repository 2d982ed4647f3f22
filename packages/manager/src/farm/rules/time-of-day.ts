export const DAY_MINUTES = 24 * 60;

/**
 * Minutes after midnight of a time such as `9:05`; seconds are ignored (contract 03 §9.1). Undefined for an empty text,
 * `bad` for anything that is no time of the day (D2.14).
 *
 * @param latest the last minute that is allowed
 */
export function readTime(text: string, latest: number): number | undefined | 'bad' {
  if (text.trim() === '') return undefined;
  const [, hours, minutes] = /^\s*(\d{1,2}):(\d{1,2})(?::\d{1,2})?\s*$/.exec(text) ?? [];
  const time = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && time <= latest ? time : 'bad';
}

/** `HH:MM`, or empty for undefined. */
export function formatTime(time: number | undefined): string {
  if (time === undefined) return '';
  const padded = (number: number) => String(number).padStart(2, '0');
  return `${padded(Math.floor(time / 60))}:${padded(time % 60)}`;
}
