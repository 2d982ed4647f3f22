import type { PathRemark } from '../config/trace-path.js';

/** What is odd about a path on its way through the farm, and what would help. */
export function pathRemark(remark: PathRemark): string {
  switch (remark.kind) {
    case 'empty':
      return 'There is no path to follow.';
    case 'relative':
      return 'This path does not say where it begins, so that every program looks for it somewhere else. Use a complete path.';
    case 'network':
      return 'This is a network path (UNC), which Flamenco does not support. Map it to a drive letter, and use that.';
    case 'of-other-platform':
      return `This does not look like a path of ${remark.platform}. Say which platform it is from.`;
    case 'no-variable':
      return `No two-way variable has a value for ${remark.platform} that begins this path, so Workers on all platforms get it as it is. Add a two-way variable, with the directory as each platform knows it.`;
    case 'no-value':
      return `Workers on ${list(remark.platforms)} cannot use this path. Give the variable "${remark.variable}" a value for ${remark.platforms.length === 1 ? 'that platform' : 'those platforms'} if there are such Workers.`;
    case 'not-for-manager':
      return `The Manager cannot look at this path itself, because the variable "${remark.variable}" has no value for ${remark.platform}.`;
  }
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
