// Lines of the Worker's log about finding a Manager. Those of the original keep its words (contract 07 §6.5, §7).

const HELP = 'see https://flamenco.blender.org/faq/#my-worker-cannot-find-my-manager-what-do-i-do';

export const SEARCHING = 'auto-discovering Manager via UPnP/SSDP';
export const FOUND_FLAMENCO = 'found Flamenco Manager';
export const FOUND_MANAGER = 'found Manager';
export const NOT_FOUND_IN_TIME = `could not discover Manager in time, ${HELP}`;
export const UNEXPECTED_REPLY = 'unable to get Flamenco version, unexpected reply';
export const NOT_REACHED = 'unable to get Flamenco version';
export const ANSWER_NOT_HTTP = 'received something that is no answer to the search for a Manager, ignoring it';
export const SEARCH_TROUBLE = 'cannot search for a Manager on one of the addresses of this machine';

export const LAST_MANAGER = 'using the Manager that was found on the network last time';
export const LAST_MANAGER_GONE = 'the Manager that was found on the network last time does not answer there';
export const NOT_REMEMBERED = 'cannot remember where the Manager was found';

export const SEARCHING_AGAIN = 'the Manager has been silent for long, looking whether it can be found somewhere else';
export const MANAGER_MOVED = 'the Manager was found somewhere else, going on there';
export const NOT_OURS = 'found another Manager, which does not know this Worker; staying with the former one';

/** @param urls that were heard of, and at which nobody answers as a Manager */
export function noneUsable(urls: readonly string[]): string {
  return `autodetected ${urls.length} URLs (${urls.join(', ')}), but none were usable`;
}

/** What to do when no Manager was found. */
export function nothingFound(tried: readonly string[]): string {
  const remedy = 'give its URL with -manager, or as manager_url in flamenco-worker.yaml';
  if (tried.length === 0)
    return `no Manager answered on the networks of this machine; is one running? If so, ${remedy}`;
  return `no Manager answered at ${tried.join(', ')}; does a firewall block its port? Else ${remedy}`;
}
