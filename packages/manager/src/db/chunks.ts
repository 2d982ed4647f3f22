/** Numbers in one statement: far below what every database takes. */
const MOST_AT_ONCE = 500;

/** A list in pieces that fit into a statement each. Pure. */
export function chunks<Item>(items: readonly Item[], size = MOST_AT_ONCE): (readonly Item[])[] {
  const pieces: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += size) pieces.push(items.slice(start, start + size));
  return pieces;
}
