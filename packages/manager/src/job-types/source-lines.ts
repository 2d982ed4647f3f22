/** The line, from 1, in which a script writes the setting `key` of its `JOB_TYPE`, or else `JOB_TYPE` itself. Pure. */
export function lineOfSetting(source: string, key: string | undefined): number | undefined {
  const setting = key === undefined || key === '' ? -1 : source.search(keyPattern(key));
  return lineAt(source, setting >= 0 ? setting : source.search(/\bJOB_TYPE\b/));
}

function keyPattern(key: string): RegExp {
  const literal = key.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`\\bkey\\b["']?\\s*:\\s*(["'\`])${literal}\\1`);
}

function lineAt(source: string, index: number): number | undefined {
  return index < 0 ? undefined : source.slice(0, index).split('\n').length;
}
