/**
 * One part of `npm test`: an npm script that passes or fails as a whole, or a project of jest.
 * @typedef {object} Part
 * @property {string} name as the user writes it
 * @property {'script' | 'jest'} kind
 * @property {string} [script] of package.json
 * @property {boolean} [needsPrograms] whether it runs Blender or FFmpeg
 * @property {boolean} [needsBuild] whether it starts the built programs
 */

/** In the order in which they run: what is quick and tells most comes first. @type {readonly Part[]} */
export const PARTS = [
  { name: 'types', kind: 'script', script: 'types' },
  { name: 'lint', kind: 'script', script: 'lint' },
  { name: 'format', kind: 'script', script: 'format:check' },
  { name: 'generated', kind: 'script', script: 'verify' },
  { name: 'build', kind: 'script', script: 'build' },
  { name: 'unit', kind: 'jest', needsPrograms: true },
  { name: 'database', kind: 'jest' },
  { name: 'http', kind: 'jest' },
  { name: 'worker', kind: 'jest', needsPrograms: true },
  { name: 'end-to-end', kind: 'jest', needsPrograms: true, needsBuild: true },
];

/**
 * Pure: the parts that the user named, in our order, and what they need; all of them without names.
 * @param {readonly string[]} names
 * @returns {{ parts: readonly Part[] } | { unknown: string }}
 */
export function chooseParts(names) {
  const unknown = names.find((name) => !PARTS.some((part) => part.name === name));
  if (unknown !== undefined) return { unknown };
  if (names.length === 0) return { parts: PARTS };
  const isChosen = (/** @type {Part} */ { name }) => names.includes(name);
  const needsBuild = PARTS.some((part) => isChosen(part) && part.needsBuild);
  return { parts: PARTS.filter((part) => isChosen(part) || (needsBuild && part.name === 'build')) };
}
