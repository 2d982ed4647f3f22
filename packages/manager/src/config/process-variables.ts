import { configRemarks as texts } from '../texts/config.js';
import type { DocumentValue, DocumentVariable } from './document.js';
import type { ConfigRemark } from './host.js';

/** The variables that Flamenco makes itself (contract 05 §12.4). */
export const IMPLICIT_VARIABLES = ['jobs'];

const AUDIENCES = ['all', 'workers', 'users'];

type Variables = ReadonlyMap<string, DocumentVariable>;

/** Puts variables into their regular form and says what is odd about them (contract 05 §7, steps 4, 7 and 8). Pure. */
export function processVariables(
  variables: Variables,
  fileName: string,
): { readonly variables: Variables; readonly remarks: readonly ConfigRemark[] } {
  const remarks: ConfigRemark[] = [];
  const processed = new Map<string, DocumentVariable>();
  for (const [name, variable] of variables) {
    if (IMPLICIT_VARIABLES.includes(name)) remarks.push(warning(texts.reservedVariable, { variable: name }));
    else processed.set(name, processVariable(name, variable, remarks));
  }
  remarks.push(...checkBlender(processed.get('blender'), fileName));
  return { variables: processed, remarks };
}

function processVariable(name: string, variable: DocumentVariable, remarks: ConfigRemark[]): DocumentVariable {
  if (/^\s*$|[{}]/.test(name)) remarks.push(warning(texts.awkwardName, { variable: name }));
  const values = variable.values.map((value) => processValue(name, value, remarks));
  if (variable.isTwoWay && values.some(({ value }) => value === '')) {
    remarks.push(warning(texts.emptyTwoWay, { variable: name }));
  }
  for (const place of repeatedPlaces(values)) remarks.push(warning(texts.repeatedValue, { variable: name, ...place }));
  return { ...variable, values };
}

function processValue(name: string, value: DocumentValue, remarks: ConfigRemark[]): DocumentValue {
  const { platform, platforms } = value;
  if (platform === '' && platforms.length === 0) {
    remarks.push({ level: 'error', text: texts.platformless, fields: { variable: name, value: value.value } });
    return value;
  }
  const audience = value.audience || 'all';
  if (!AUDIENCES.includes(audience)) {
    remarks.push({ level: 'error', text: texts.invalidAudience, fields: { variable: name, audience } });
  }
  if (platform === '' || platforms.length === 0) return { ...value, audience };
  remarks.push(warning(texts.platformTwice, { variable: name, platform, platforms }));
  const merged = platforms.includes(platform) ? platforms : [...platforms, platform];
  return { ...value, audience, platform: '', platforms: merged };
}

/** Combinations of audience and platform that have a value more than once. */
function repeatedPlaces(values: readonly DocumentValue[]): { audience: string; platform: string }[] {
  const seen = new Set<string>();
  return values.flatMap(({ audience, ...value }) =>
    platformsOf(value).flatMap((platform) => {
      const place = JSON.stringify([audience, platform]);
      if (!seen.has(place)) {
        seen.add(place);
        return [];
      }
      return [{ audience, platform }];
    }),
  );
}

export function platformsOf(value: Pick<DocumentValue, 'platform' | 'platforms'>): readonly string[] {
  return value.platform === '' ? value.platforms : [value.platform, ...value.platforms];
}

function checkBlender(blender: DocumentVariable | undefined, filename: string): ConfigRemark[] {
  if (!blender) return [{ level: 'error', text: texts.noBlender, fields: { filename } }];
  return blender.values
    .filter(({ value }) => value === '')
    .map(({ platform, platforms }) =>
      warning(texts.emptyBlender, { ...(platform === '' ? { platforms } : { platform }), filename }),
    );
}

function warning(text: string, fields: ConfigRemark['fields']): ConfigRemark {
  return { level: 'warn', text, fields };
}
