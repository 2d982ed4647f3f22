import type { Some } from '../farm/rules/findings.js';

/** Writes a moment as the clocks on the Manager's wall show it. */
export type LocalTime = (moment: Date) => string;

/** The words for one kind of finding. */
export interface TextOf<Found> {
  /** A clause without a full stop. */
  readonly message: (finding: Found, time: LocalTime) => string;
  /** A sentence. */
  readonly action: (finding: Found) => string;
}

interface Named {
  readonly name: string;
}

/** How many names are written out. */
const NAMES = 5;

/** `"a", "b" and 3 more`. */
export function quoted({ count, examples }: Some<Named>): string {
  return joined(
    examples.map(({ name }) => `"${name}"`),
    count,
  );
}

/** `nora, hugo and 3 more`. */
export function allNamed(all: readonly Named[]): string {
  return joined(
    all.slice(0, NAMES).map(({ name }) => name),
    all.length,
  );
}

/** `the Worker nora` or `the Workers nora and hugo`. */
export function theWorkers(all: readonly Named[]): string {
  return `the ${all.length === 1 ? 'Worker' : 'Workers'} ${allNamed(all)}`;
}

/** `is` or `are`, whichever goes with them. */
export function isOrAre(all: readonly Named[], one = 'is', many = 'are'): string {
  return all.length === 1 ? one : many;
}

/** `1 task` or `3 tasks`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `2026-03-04 18:00`, on the clocks that these parts were read from. */
export function wallTime(parts: Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute', number>>): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${parts.year}-${two(parts.month)}-${two(parts.day)} ${two(parts.hour)}:${two(parts.minute)}`;
}

function joined(names: readonly string[], count: number): string {
  const left = count - names.length;
  const items = left > 0 ? [...names, `${left} more`] : names;
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
