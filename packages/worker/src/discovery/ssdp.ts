/** Where searches go (contract 08 §6.1). */
export const SSDP_GROUP = { address: '239.255.255.250', port: 1900 } as const;

const SERVICE_TYPE = 'urn:flamenco:manager:0';

/** The same for every Manager in the world. */
const DEVICE_ID = 'aa80bc5f-d0af-46b8-8630-23bd7e80ec4d';

/** More of an answer is not looked at, in bytes. */
const LONGEST_ANSWER = 2048;

/** Asks for Managers (contract 07 §7, 08 §7.2). */
export const SEARCH_REQUEST = [
  'M-SEARCH * HTTP/1.1',
  `HOST: ${SSDP_GROUP.address}:${SSDP_GROUP.port}`,
  `ST: ${SERVICE_TYPE}`,
  'MAN: "ssdp:discover"',
  'MX: 3',
  '',
  '',
].join('\r\n');

/** What a datagram says. */
export type SearchAnswer =
  /** A Manager claims to be at this URL, which ends in a slash. */
  | { readonly kind: 'manager'; readonly url: string }
  /** Some other device, or nothing that can be used. */
  | { readonly kind: 'other' }
  | { readonly kind: 'not-http' };

/** Reads what came back for a search (contract 07 §7.3, §7.5). Pure. */
export function readSearchAnswer(datagram: Buffer): SearchAnswer {
  const text = datagram.subarray(0, LONGEST_ANSWER).toString('latin1');
  if (!text.startsWith('HTTP')) return { kind: 'not-http' };
  const [status = '', ...lines] = text.split(/\r?\n/);
  if (!/^HTTP\/\d\.\d \d{3}\b/.test(status)) return { kind: 'other' };
  const headers = readHeaders(lines);
  const device = /^uuid:([^:]*)/.exec(headers.get('usn') ?? '')?.[1];
  const url = device === DEVICE_ID ? rootOf(headers.get('location') ?? '') : undefined;
  return url === undefined ? { kind: 'other' } : { kind: 'manager', url };
}

function readHeaders(lines: readonly string[]): ReadonlyMap<string, string> {
  const end = lines.indexOf('');
  const headers = (end < 0 ? lines : lines.slice(0, end)).flatMap((line) => {
    const [, name, value] = /^([^:\s]+):\s*(.*?)\s*$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value] as const];
  });
  return new Map(headers);
}

/** Scheme, host and port of the description document's address; undefined when it is no address on the web. */
function rootOf(location: string): string | undefined {
  if (!URL.canParse(location)) return undefined;
  const url = new URL('/', location);
  if (!['http:', 'https:'].includes(url.protocol)) return undefined;
  url.username = url.password = '';
  return url.href;
}
