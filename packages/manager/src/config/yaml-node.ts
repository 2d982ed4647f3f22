/** A value of a YAML text with its place. Aliases and merge keys are resolved, scalars are as written. */
export type YamlNode = YamlScalar | YamlList | YamlMap;

interface Placed {
  /** Counts from 1. */
  readonly line: number;
}

export interface YamlScalar extends Placed {
  readonly kind: 'scalar';
  readonly text: string;
  /** Neither quoted nor tagged as text: `3`, `yes` and `~` can be a number, a boolean and null. */
  readonly plain: boolean;
}

export interface YamlList extends Placed {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface YamlMap extends Placed {
  readonly kind: 'map';
  /** In the order of the text, each key once. */
  readonly entries: ReadonlyMap<string, YamlEntry>;
}

/** The line is that of the key. */
export interface YamlEntry extends Placed {
  readonly value: YamlNode;
}

export function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.plain && /^(?:|~|null|Null|NULL)$/.test(node.text);
}
