import path from 'node:path';

/** Set by other Pythons on the machine; Blender's own would look for its modules there. */
const PYTHON_SETTINGS = ['PYTHONHOME', 'PYTHONPATH', 'PYTHONSTARTUP', 'VIRTUAL_ENV', 'CONDA_PREFIX'];

/**
 * Pure: the environment of Manager, Worker and Blender. Without settings that are meant for another farm (`FLAMENCO_…`
 * would win over our configuration file, D4.3) or another Python; the folders of the programs come first on the PATH, as
 * an installation shows up there only in the next terminal.
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} programs absolute paths
 * @returns {NodeJS.ProcessEnv}
 */
export function farmEnvironment(env, programs) {
  const foreign = (/** @type {string} */ name) => /^FLAMENCO_/i.test(name) || PYTHON_SETTINGS.includes(name);
  const kept = Object.entries(env).filter(([name]) => !foreign(name) && name.toUpperCase() !== 'PATH');
  const folders = [...new Set(programs.map((program) => path.dirname(program)))];
  const known = env.PATH ?? env.Path ?? '';
  return { ...Object.fromEntries(kept), PATH: [...folders, known].join(path.delimiter) };
}
