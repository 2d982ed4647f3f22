import pg from 'pg';

const INT8 = 20;

/** What makes a value of the text that the server sends. Times and counters are numbers (D8.3): none comes near the limits of a double. */
export function parserOf(type: number): (text: string) => unknown {
  return type === INT8 ? Number : pg.types.getTypeParser(type, 'text');
}
