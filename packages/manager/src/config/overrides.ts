import { badEnvironment, badFlag, badVariablesEnvironment } from '../texts/config.js';
import { decodeVariables } from './decode-variables.js';
import type { Findings } from './decode-variables.js';
import type { ConfigDocument } from './document.js';
import { CONFIG_KEY_PATHS, VARIABLES_ENVIRONMENT, environmentNames, flagName } from './keys.js';
import type { ConfigKey, ConfigValues } from './keys.js';
import { decodeText } from './scalar-values.js';
import { parseYaml } from './yaml-tree.js';

/** What the command line says about the configuration. */
export interface ConfigFlags {
  /** Show the setup assistant whatever is configured. */
  readonly setupAssistant?: boolean;
  /** By the key that a flag sets; as typed. */
  readonly values?: Readonly<Partial<Record<ConfigKey, string>>>;
}

export type Overridden =
  { readonly kind: 'ok'; readonly document: ConfigDocument } | { readonly kind: 'failed'; readonly message: string };

/**
 * A document with what environment and command line say instead; the command line wins (D4.3). An empty environment
 * variable counts as not set, because that is how container tools hand over what nobody filled in. Pure.
 */
export function applyOverrides(document: ConfigDocument, env: Environment, flags: ConfigFlags): Overridden {
  const values: MutableValues = { ...document.values };
  for (const path of CONFIG_KEY_PATHS) {
    const refusal = override(values, path, env, flags);
    if (refusal !== undefined) return { kind: 'failed', message: refusal };
  }
  return overrideVariables({ ...document, values }, env);
}

type Environment = Readonly<Record<string, string | undefined>>;
type MutableValues = { -readonly [P in ConfigKey]: ConfigValues[P] };

/** Gives the reason when the value cannot be used. A wrong environment variable is one even if a flag is stronger. */
function override<P extends ConfigKey>(
  values: MutableValues,
  path: P,
  env: Environment,
  flags: ConfigFlags,
): string | undefined {
  const name = environmentNames(path).find((it) => isSet(env[it]));
  const fromEnv = name === undefined ? undefined : decodeText(path, env[name] ?? '');
  if (name !== undefined && fromEnv && 'problem' in fromEnv) return badEnvironment(name, path, fromEnv.problem);
  const typed = flags.values?.[path];
  const fromFlag = typed === undefined ? undefined : decodeText(path, typed);
  if (fromFlag && 'problem' in fromFlag) return badFlag(flagName(path), path, fromFlag.problem);
  const chosen = fromFlag ?? fromEnv;
  if (chosen && 'value' in chosen) values[path] = chosen.value;
  return undefined;
}

/** The text is what stands below `variables:`, in YAML or JSON, merged by name like that. */
function overrideVariables(document: ConfigDocument, env: Environment): Overridden {
  const text = env[VARIABLES_ENVIRONMENT];
  if (text === undefined || !isSet(text)) return { kind: 'ok', document };
  const found: Findings = { problems: [], unknownKeys: [] };
  const parsed = parseYaml(text);
  if ('problem' in parsed) found.problems.push({ kind: 'syntax', ...parsed.problem });
  const value = 'root' in parsed ? parsed.root : undefined;
  const variables = value ? decodeVariables({ line: 1, value }, document.variables, found) : document.variables;
  if (found.problems.length === 0) return { kind: 'ok', document: { ...document, variables } };
  return { kind: 'failed', message: badVariablesEnvironment(VARIABLES_ENVIRONMENT, found.problems) };
}

function isSet(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}
