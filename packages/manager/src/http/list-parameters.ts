import type { ListPage } from '../farm/records.js';
import * as texts from '../texts/http-errors.js';
import { readDateTime } from './date-time.js';
import { HttpError } from './http-error.js';

/**
 * The optional parameters of lists. An empty one is the same as none; what cannot be understood is refused with the
 * name of the parameter and what would be. All pure.
 */

/** The parameters that say which part of a list is wanted. */
export interface PageParameters {
  readonly order_by?: string;
  readonly limit?: number;
  readonly offset?: number;
}

/** @param fields what the list can be sorted by */
export function readPage<Field extends string>(
  { order_by, limit, offset }: PageParameters,
  fields: readonly Field[],
): ListPage<Field> {
  return { orderBy: readOrder(order_by, fields), limit, offset };
}

/** Histories only grow, so that nobody gets all of one by accident. */
const HISTORY_LIMIT = 100;

export function readHistoryPage<Field extends string>(
  { limit = HISTORY_LIMIT, ...parameters }: PageParameters,
  fields: readonly Field[],
): ListPage<Field> {
  return readPage({ limit, ...parameters }, fields);
}

/** Whether the answer tells how many there are on all pages. */
export function isPage({ limit, offset }: ListPage<string>): boolean {
  return limit !== undefined || offset !== undefined;
}

function readOrder<Field extends string>(text: string | undefined, fields: readonly Field[]) {
  if (text === undefined || text === '') return undefined;
  const isDescending = text.startsWith('-');
  const field = oneOf(isDescending ? text.slice(1) : text, fields);
  if (field === undefined) throw refusal('order_by', texts.valueReasons.unknownOrder(fields));
  return { field, isDescending };
}

/** Reads values that are separated by commas. */
export function readChoices<Choice extends string>(
  name: string,
  text: string | undefined,
  choices: readonly Choice[],
): readonly Choice[] | undefined {
  if (text === undefined || text === '') return undefined;
  return text.split(',').map((part) => {
    const choice = oneOf(part.trim(), choices);
    if (choice === undefined) throw refusal(name, texts.valueReasons.unknownChoice(part.trim(), choices));
    return choice;
  });
}

function oneOf<Choice extends string>(text: string, choices: readonly Choice[]): Choice | undefined {
  return choices.find((choice) => choice === text);
}

export function readTime(name: string, text: string | undefined): Date | undefined {
  if (text === undefined || text === '') return undefined;
  const time = readDateTime(text);
  if (!time) throw refusal(name, texts.valueReasons.noDateTime);
  return time;
}

export function readText(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function refusal(name: string, reason: string): HttpError {
  return new HttpError(400, texts.parameterError(name, 'query', reason));
}
