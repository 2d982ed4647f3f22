import { settingTexts as texts } from '../texts/job-types.js';
import type { AvailableJobSetting, AvailableJobType, Json, JsonObject } from './job-type.js';
import { convertValue } from './value-conversion.js';

/** A sentence about one setting of a submission. */
export interface SettingRemark {
  readonly setting: string;
  readonly message: string;
}

/** The settings that a script gets, and what there is to say about those that were sent. */
export interface PreparedSettings {
  readonly settings: JsonObject;
  /** Accepted all the same: for the log, the job's activity and the answer. */
  readonly warnings: readonly SettingRemark[];
  /** Why the submission is refused, if there are any. */
  readonly refusals: readonly SettingRemark[];
}

/**
 * Prepares submitted settings for the script (D3.4): null counts as missing, what is missing gets its default, values
 * are made into their declared type. Only what cannot be made into it is refused; with `strict`, everything that the
 * job type does not provide for. Pure.
 */
export function prepareSettings(jobType: AvailableJobType, submitted: JsonObject, strict = false): PreparedSettings {
  const sent = Object.entries(submitted).filter(([, value]) => value !== null);
  const sentKeys = new Set(sent.map(([key]) => key));
  const declared = new Map(jobType.settings.map((setting) => [setting.key, setting]));
  const judged = [
    ...sent.map(([key, value]) => judgeSent(jobType, declared.get(key), key, value)),
    ...jobType.settings.filter(({ key }) => !sentKeys.has(key)).map(judgeMissing),
  ];
  const remarks = judged.flatMap(({ key, remarks }) => remarks.map((remark) => ({ setting: key, ...remark })));
  const refuses = (remark: { readonly refused: boolean }): boolean => strict || remark.refused;
  const values = judged.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value] as const]));
  return {
    settings: Object.fromEntries(values),
    warnings: remarks.filter((remark) => !refuses(remark)).map(toRemark),
    refusals: remarks.filter(refuses).map(toRemark),
  };
}

interface Judged {
  readonly key: string;
  readonly value: Json | undefined;
  readonly remarks: readonly { readonly message: string; readonly refused: boolean }[];
}

function toRemark({ setting, message }: SettingRemark): SettingRemark {
  return { setting, message };
}

function accepted(message: string): Judged['remarks'][number] {
  return { message, refused: false };
}

function judgeSent(
  jobType: AvailableJobType,
  setting: AvailableJobSetting | undefined,
  key: string,
  value: Json,
): Judged {
  if (setting === undefined) return { key, value, remarks: [accepted(texts.unknown(key, jobType.name))] };
  const { type } = setting;
  const conversion = convertValue(type, value);
  switch (conversion.kind) {
    case 'refused':
      return { key, value, remarks: [{ message: texts.notConvertible(key, type, shown(value)), refused: true }] };
    case 'structured':
      return { key, value, remarks: [accepted(texts.structured(key, type))] };
    case 'converted': {
      const remark = accepted(texts.converted(key, type, shown(value), shown(conversion.value)));
      return { key, value: conversion.value, remarks: [remark, ...limitRemarks(setting, conversion.value)] };
    }
    case 'fits':
      return { key, value, remarks: limitRemarks(setting, value) };
  }
}

function judgeMissing(setting: AvailableJobSetting): Judged {
  const { key, type, default: fallback } = setting;
  if (fallback !== undefined && fallback !== null) {
    const conversion = convertValue(type, fallback);
    return { key, value: conversion.kind === 'refused' ? fallback : conversion.value, remarks: [] };
  }
  return { key, value: undefined, remarks: setting.required === true ? [accepted(texts.missing(key))] : [] };
}

/** Values that user interfaces would not let anybody choose. */
function limitRemarks(setting: AvailableJobSetting, value: Json): Judged['remarks'] {
  const { key, choices, propargs } = setting;
  const messages: string[] = [];
  if (typeof value === 'string') {
    if (choices !== undefined && !choices.includes(value)) messages.push(texts.notAChoice(key, shown(value), choices));
    const longest = numberIn(propargs, 'maxlen');
    if (longest !== undefined && longest > 0 && value.length > longest) messages.push(texts.tooLong(key, longest));
  }
  if (typeof value === 'number') {
    const [least, most] = [numberIn(propargs, 'min'), numberIn(propargs, 'max')];
    if (least !== undefined && value < least) messages.push(texts.below(key, shown(value), least));
    if (most !== undefined && value > most) messages.push(texts.above(key, shown(value), most));
  }
  return messages.map(accepted);
}

function numberIn(propargs: JsonObject | undefined, name: string): number | undefined {
  const value = propargs !== undefined && Object.hasOwn(propargs, name) ? propargs[name] : undefined;
  return typeof value === 'number' ? value : undefined;
}

function shown(value: Json): string {
  return JSON.stringify(value);
}
