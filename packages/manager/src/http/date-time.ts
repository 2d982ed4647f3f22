/**
 * Reads a time that has the form of RFC 3339. Undefined for a day that does not exist, and for a time without its zone
 * (contract 02 §1.2). Pure.
 */
export function readDateTime(text: string): Date | undefined {
  const [day = ''] = text.split('T', 1);
  const time = new Date(text);
  const isRead = ZONE.test(text) && dayExists(day) && !Number.isNaN(time.getTime());
  return isRead ? time : undefined;
}

const ZONE = /T.*(?:Z|[+-]\d\d:\d\d)$/;

/** JavaScript takes 30 February for 2 March. */
function dayExists(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
