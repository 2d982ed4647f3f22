import { COLLECTION_STYLE, DEFAULT_SCALAR_STYLE_RULES, DUMP_SCHEMA, SCALAR_STYLE, present } from 'js-yaml';
import type { CollectionStyle, MappingNode, Node, ScalarLayout, ScalarNode, SequenceNode } from 'js-yaml';
import type { YamlNode } from './yaml-node.js';

/** Building blocks of a YAML text in the layout of the original's file (contract 05 §6). Pure. */

const TAGS = {
  text: 'tag:yaml.org,2002:str',
  bool: 'tag:yaml.org,2002:bool',
  int: 'tag:yaml.org,2002:int',
  map: 'tag:yaml.org,2002:map',
  list: 'tag:yaml.org,2002:seq',
};

export function textNode(value: string): ScalarNode {
  return scalarNode(TAGS.text, value);
}

export function boolNode(value: boolean): ScalarNode {
  return scalarNode(TAGS.bool, String(value));
}

export function intNode(value: number): ScalarNode {
  return scalarNode(TAGS.int, String(value));
}

/** `[linux, darwin]` */
export function flowListNode(values: readonly string[]): SequenceNode {
  return listNode(values.map(textNode), COLLECTION_STYLE.FLOW);
}

export function listNode(items: Node[], style: CollectionStyle = COLLECTION_STYLE.BLOCK): SequenceNode {
  return { kind: 'sequence', tag: TAGS.list, tagged: false, style, items };
}

export function mapNode(entries: Iterable<readonly [string, Node]>): MappingNode {
  const items = Array.from(entries, ([key, value]) => ({ key: textNode(key), value }));
  return { kind: 'mapping', tag: TAGS.map, tagged: false, style: COLLECTION_STYLE.BLOCK, items };
}

/** What was read from a file and means nothing to us, so that it means the same to whoever reads it again. */
export function preservedNode(node: YamlNode): Node {
  switch (node.kind) {
    case 'list':
      return listNode(node.items.map(preservedNode));
    case 'map':
      return mapNode(Array.from(node.entries, ([key, { value }]) => [key, preservedNode(value)] as const));
    case 'scalar':
      return node.plain ? scalarNode(impliedTag(node.text), node.text) : textNode(node.text);
  }
}

/** The text of a document: two blanks of indentation, lists not indented, long lines left long. */
export function yamlText(root: Node): string {
  return present([{ contents: root, directives: [] }], {
    schema: DUMP_SCHEMA,
    seqNoIndent: true,
    lineWidth: -1,
    scalarStyleRules: [doubleQuoteOtherTypes, ...Object.values(DEFAULT_SCALAR_STYLE_RULES)],
  });
}

function scalarNode(tag: string, value: string): ScalarNode {
  return { kind: 'scalar', tag, tagged: false, style: SCALAR_STYLE.PLAIN, value };
}

/** What a reader takes an unquoted text for. */
function impliedTag(text: string): string {
  return DUMP_SCHEMA.resolveImplicitScalarTag(text).tag.tagName;
}

/** Double quotes where a reader could take the text for a number or the like; single ones only for the syntax. */
function doubleQuoteOtherTypes(layout: ScalarLayout): void {
  const { tag, value } = layout.node;
  if (tag === TAGS.text && impliedTag(value) !== TAGS.text) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
}
