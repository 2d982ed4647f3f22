// Why a Worker has the status that it has, as its history shows it.

export const SLEEP_SCHEDULE = 'its sleep schedule wants that';

/** A Worker that went away comes back as it was. */
export const AS_BEFORE = 'it was so when it signed off';

/** @param address of whoever asked, as the Manager sees it */
export function askedThroughManager(address: string): string {
  return `asked for through the Manager, from ${address}`;
}
