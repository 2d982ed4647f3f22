import { OPERATIONS } from '@flamenco/api';
import type { OperationDescription, OperationId } from '@flamenco/api';

/** Where a request goes. */
export type RouteMatch =
  | { readonly kind: 'operation'; readonly id: OperationId; readonly parameters: Readonly<Record<string, string>> }
  /** There is such a path, but not with this method. */
  | { readonly kind: 'other-methods'; readonly methods: readonly string[] }
  | { readonly kind: 'unknown' }
  /** A percent escape that is none. */
  | { readonly kind: 'malformed' };

/** One step of a path: fixed words win over the parameter (contract 02 §2). */
interface Node {
  readonly words: Map<string, Node>;
  parameter?: Node;
  readonly operations: Map<string, { readonly id: OperationId; readonly names: readonly string[] }>;
}

const newNode = (): Node => ({ words: new Map(), operations: new Map() });

/** The paths of the API as a tree, built once. */
const TREE = buildTree();

function buildTree(): Node {
  const root = newNode();
  for (const id of Object.keys(OPERATIONS) as OperationId[]) {
    const { method, path, pathParameters }: OperationDescription = OPERATIONS[id];
    const leaf = path.split('/').reduce(stepInto, root);
    leaf.operations.set(method, { id, names: pathParameters.map(({ name }) => name) });
  }
  return root;
}

function stepInto(node: Node, segment: string): Node {
  if (segment.startsWith('{')) return (node.parameter ??= newNode());
  const next = node.words.get(segment) ?? newNode();
  node.words.set(segment, next);
  return next;
}

/**
 * Finds the operation for a path as it stands in the request, without its query. Paths are case-sensitive, a closing
 * slash makes another path, parameters are never empty, escaped slashes belong to them (contract 01 §1.1). Pure.
 */
export function matchRoute(method: string, path: string): RouteMatch {
  const escaped = path.split('/');
  const segments = path.includes('%') ? escaped.map(unescaped) : escaped;
  if (!segments.every((segment) => segment !== undefined)) return { kind: 'malformed' };
  const values: string[] = [];
  const leaf = findLeaf(TREE, segments, 0, values);
  return leaf ? matchMethod(leaf, method, values) : { kind: 'unknown' };
}

/** The node at the end of a path; `values` gets the parameters on the way. */
function findLeaf(node: Node, segments: readonly string[], at: number, values: string[]): Node | undefined {
  const segment = segments[at];
  if (segment === undefined) return node.operations.size > 0 ? node : undefined;
  const word = node.words.get(segment);
  const found = word && findLeaf(word, segments, at + 1, values);
  if (found || !node.parameter || segment === '') return found;
  values.push(segment);
  const leaf = findLeaf(node.parameter, segments, at + 1, values);
  if (!leaf) values.pop();
  return leaf;
}

function matchMethod({ operations }: Node, method: string, values: readonly string[]): RouteMatch {
  const found = operations.get(method);
  if (found) {
    const { id, names } = found;
    return { kind: 'operation', id, parameters: Object.fromEntries(names.map((name, at) => [name, values[at] ?? ''])) };
  }
  return { kind: 'other-methods', methods: [...operations.keys()] };
}

function unescaped(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
