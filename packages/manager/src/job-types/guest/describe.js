import { isObject, shown, text } from './conversions.js';
import { ask } from './host.js';
import { jsonText, jsonTextOf, Unstorable } from './json.js';
import { Array, JSON, Symbol } from './primordials.js';

/** A `JOB_TYPE` that is not of the kind it has to be. */
export class ImproperJobType extends Unstorable {}

/** `JOB_TYPE` as JSON, converted as contract 04 §5 says. What it means is judged by the host. */
export function jobTypeText(jobType) {
  const given = jobType ?? {};
  if (!isObject(given)) throw improper('JOB_TYPE', jobType);
  return jsonTextOf({
    label: JSON.stringify(text(given.label)),
    description: optional(given.description, (value) => JSON.stringify(text(value))),
    settings: optional(given.settings, settingsText) ?? 'null',
  });
}

function settingsText(settings) {
  return `[${iterate(settings, 'settings')
    .map((setting, index) => settingText(setting ?? {}, index))
    .join(',')}]`;
}

function settingText(setting, index) {
  if (!isObject(setting)) throw improper(`settings[${index}]`, setting);
  const at = (name) => `settings[${index}].${name}`;
  const json = (name) =>
    optional(setting[name], (value) => jsonText(value, (path) => at(path === '' ? name : `${name}.${path}`)));
  const string = (name) => optional(setting[name], (value) => JSON.stringify(text(value)));
  const truth = (name) => optional(setting[name], (value) => (value ? 'true' : 'false'));
  return jsonTextOf({
    key: JSON.stringify(text(setting.key)),
    type: JSON.stringify(text(setting.type)),
    subtype: string('subtype'),
    choices: optional(setting.choices, (value) => jsonText(iterate(value, at('choices')).map(text))),
    propargs: optional(setting.propargs, (value) =>
      isObject(value) ? json('propargs') : refuse(at('propargs'), value),
    ),
    description: json('description'),
    label: json('label'),
    default: json('default'),
    eval: string('eval'),
    evalInfo: optional(setting.evalInfo, (value) => evalInfoText(value, at('evalInfo'))),
    visible: string('visible'),
    required: truth('required'),
    editable: truth('editable'),
  });
}

function evalInfoText(info, place) {
  if (!isObject(info)) throw improper(place, info);
  return jsonTextOf({
    showLinkButton: info.showLinkButton ? 'true' : 'false',
    description: JSON.stringify(text(info.description)),
  });
}

function optional(value, write) {
  return value === undefined || value === null ? undefined : write(value);
}

function iterate(value, place) {
  if (!isObject(value) || typeof value[Symbol.iterator] !== 'function') throw improper(place, value);
  return Array.from(value);
}

function refuse(place, value) {
  throw improper(place, value);
}

function improper(place, value) {
  return new ImproperJobType(ask('text', 'improper-job-type', place, shown(value)));
}
