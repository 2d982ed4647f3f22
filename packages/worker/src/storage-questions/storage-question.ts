/** A question of the Manager. */
export interface StorageQuestion {
  readonly id: string;
  /** As this Worker's platform knows it. */
  readonly path: string;
}

/** Reads a question; undefined when it is none. Pure. */
export function readQuestion(body: unknown): StorageQuestion | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const id: unknown = Reflect.get(body, 'id');
  const path: unknown = Reflect.get(body, 'path');
  return typeof id === 'string' && typeof path === 'string' ? { id, path } : undefined;
}
