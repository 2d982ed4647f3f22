import { DAY_MINUTES, formatTime, readTime } from './time-of-day.js';
import { requestChange } from './worker-status.js';
import type { ScheduledStatus, WorkerChanges, WorkerState } from './worker-status.js';
import { readDays } from './days-of-week.js';
import type { Day } from './days-of-week.js';

/** A moment of the week as the clocks on the wall of the Manager show it. */
export interface WallTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** A schedule as clients write it and as it is stored. */
export interface ScheduleText {
  readonly isActive: boolean;
  /** Days or ranges of days; empty for every day. */
  readonly daysOfWeek: string;
  /** `HH:MM` or empty. */
  readonly startTime: string;
  readonly endTime: string;
}

/** A schedule that can be followed. */
export interface Schedule {
  readonly isActive: boolean;
  /** In the order in which they were written, each once; empty for every day. */
  readonly days: readonly Day[];
  /** Minutes after midnight; undefined: at midnight, the day's begin or end. */
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

export type ScheduleProblem =
  | { readonly tag: 'unknown-day'; readonly word: string }
  | { readonly tag: 'bad-time'; readonly which: 'start' | 'end'; readonly text: string };

export type ParsedSchedule =
  | { readonly kind: 'schedule'; readonly schedule: Schedule }
  | { readonly kind: 'problem'; readonly problem: ScheduleProblem };

const WEEK_DAYS = 7;

/**
 * Reads a schedule (contract 03 §9.1, D2.14). Days are English names, whole or begun with two letters or more, and ranges
 * of them, between blanks or commas. Times are `HH:MM`; seconds are ignored; an end of `24:00` is the end of the day.
 */
export function parseSchedule(input: ScheduleText): ParsedSchedule {
  const days = readDays(input.daysOfWeek);
  if ('unknown' in days) return problem({ tag: 'unknown-day', word: days.unknown });
  const start = readTime(input.startTime, DAY_MINUTES - 1);
  if (start === 'bad') return problem({ tag: 'bad-time', which: 'start', text: input.startTime });
  const end = readTime(input.endTime, DAY_MINUTES);
  if (end === 'bad') return problem({ tag: 'bad-time', which: 'end', text: input.endTime });
  return { kind: 'schedule', schedule: { isActive: input.isActive, days: days.days, start, end } };
}

/** The stored form: ranges of days expanded to `mo tu we`, times padded to `HH:MM` (D2.14). */
export function formatSchedule(schedule: Schedule): ScheduleText {
  return {
    isActive: schedule.isActive,
    daysOfWeek: schedule.days.map(({ name }) => name).join(' '),
    startTime: formatTime(schedule.start),
    endTime: formatTime(schedule.end),
  };
}

/** What the schedule wants of its Worker at this moment (contract 03 §9.2, D2.14). */
export function wantedStatus(schedule: Schedule | undefined, local: WallTime): ScheduledStatus {
  if (!schedule?.isActive) return 'awake';
  return isAsleepAt(schedule, local.weekday, minuteOfDay(local)) ? 'asleep' : 'awake';
}

/**
 * Minutes until the schedule wants something else than now, with fractions; undefined when it never does. Counted on
 * clocks on the wall that nobody changes in between: `boundaryAfter` knows of those that are changed.
 */
export function nextBoundary(schedule: Schedule, local: WallTime): number | undefined {
  if (!schedule.isActive) return undefined;
  const now = minuteOfDay(local);
  const isAsleep = isAsleepAt(schedule, local.weekday, now);
  for (let day = 0; day <= WEEK_DAYS; day += 1) {
    for (const minute of possibleBoundaries(schedule)) {
      const isAhead = day > 0 || minute > now;
      if (isAhead && isAsleepAt(schedule, local.weekday + day, minute) !== isAsleep) {
        return day * DAY_MINUTES + minute - now - local.second / 60;
      }
    }
  }
  return undefined;
}

/** What a schedule does to its Worker. */
export type SchedulePlan =
  /** Possibly none. */
  | { readonly kind: 'apply'; readonly changes: WorkerChanges }
  /** The Worker is lost; once it is heard from again, the schedule applies. */
  | { readonly kind: 'later' };

/**
 * Applies a schedule, at its boundary or when it is saved (contract 03 §9.5, D2.14). In between, what a user asks of the
 * Worker holds. Never overrules a request to go offline or to restart.
 */
export function planSchedule(worker: WorkerState, schedule: Schedule, local: WallTime): SchedulePlan {
  if (!schedule.isActive) return { kind: 'apply', changes: {} };
  if (worker.status === 'error') return { kind: 'later' };
  const pending = worker.statusRequest?.status;
  if (pending === 'offline' || pending === 'restart') return { kind: 'apply', changes: {} };
  const status = wantedStatus(schedule, local);
  return {
    kind: 'apply',
    changes: requestChange(worker, worker.status === status ? undefined : { status, isLazy: false }),
  };
}

/** Whether the Worker sleeps in this minute. A window over midnight belongs to the day on which it starts (D2.14). */
function isAsleepAt(schedule: Schedule, weekday: number, minute: number): boolean {
  const { start = 0, end = DAY_MINUTES } = schedule;
  if (start <= end) return isOn(schedule, weekday) && start <= minute && minute < end;
  return (isOn(schedule, weekday) && minute >= start) || (isOn(schedule, weekday - 1) && minute < end);
}

function isOn({ days }: Schedule, weekday: number): boolean {
  const number = (weekday + WEEK_DAYS) % WEEK_DAYS;
  return days.length === 0 || days.some((day) => day.weekday === number);
}

/** Minutes of the day at which the wanted status can change, in order. */
function possibleBoundaries({ start = 0, end = 0 }: Schedule): number[] {
  return [...new Set([0, start, end % DAY_MINUTES])].sort((one, other) => one - other);
}

function minuteOfDay(local: WallTime): number {
  return local.hour * 60 + local.minute;
}

function problem(what: ScheduleProblem): ParsedSchedule {
  return { kind: 'problem', problem: what };
}
