/**
 * A pattern of file names as a regular expression: `*`, `?` and `[a-z]` as in job types for the original, everything
 * else as it is. Pure. Names of directories are not matched; the pattern is for the last part of a path.
 */
export function globPattern(pattern: string): RegExp {
  const parts = pattern.match(/\[[^\]]+\]|[\s\S]/g) ?? [];
  return new RegExp(`^${parts.map(translate).join('')}$`, 'u');
}

function translate(part: string): string {
  if (part === '*') return '[^]*';
  if (part === '?') return '[^]';
  const [, negated, set] = /^\[([!^]?)(.+)\]$/.exec(part) ?? [];
  if (set === undefined) return part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replace(/^\\-$/, '-');
  return `[${negated ? '^' : ''}${set.replace(/[\\[\]^]/g, '\\$&')}]`;
}
