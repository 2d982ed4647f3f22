/**
 * What the user asked for.
 * @typedef {object} DemoOptions
 * @property {boolean} agreed answer every question with yes
 * @property {boolean} keep leave the farm running at the end
 * @property {boolean} help only say how to use the command
 */

/** @type {Readonly<Record<string, keyof DemoOptions>>} */
const FLAGS = { '--yes': 'agreed', '-y': 'agreed', '--keep': 'keep', '--help': 'help', '-h': 'help' };

/**
 * Pure: reads the command line. `npm run demo --keep`, without the `--` before, tells us only through the environment.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ options: DemoOptions } | { unknown: string }}
 */
export function readOptions(args, env) {
  const options = { agreed: isOn(env.CI) || isOn(env.npm_config_yes), keep: isOn(env.npm_config_keep), help: false };
  for (const arg of args) {
    const flag = FLAGS[arg];
    if (!flag) return { unknown: arg };
    options[flag] = true;
  }
  return { options };
}

/** @param {string | undefined} value */
function isOn(value) {
  return value === 'true' || value === '1';
}
