/**
 * What the user asked for.
 * @typedef {object} TestOptions
 * @property {readonly string[]} names of parts; none means all
 * @property {boolean} soak let random histories and the like run at full length
 * @property {boolean} agreed answer every question with yes
 * @property {boolean} isCi nobody watches: a skipped test is an error
 */

/**
 * Pure: reads the command line and what npm and CI say through the environment.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {TestOptions}
 */
export function readOptions(args, env) {
  const isCi = env.CI === 'true';
  return {
    names: args.filter((arg) => arg !== '--yes' && arg !== '--soak'),
    soak: args.includes('--soak') || env.npm_config_soak === 'true',
    agreed: isCi || args.includes('--yes') || env.npm_config_yes === 'true',
    isCi,
  };
}
