/** One address of a network interface, as `os.networkInterfaces()` lists it. */
export interface InterfaceAddress {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly internal: boolean;
}

/** What a `listen` text means. */
export interface ListenAddress {
  /** Empty when the Manager listens on every address. */
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `host:port`, `:port` or `[v6]:port` (contract 05 §16).
 * Pure. Gives a reason instead when the text cannot be listened on.
 */
export function parseListen(listen: string): ListenAddress | { problem: 'no-port' | 'bad-port' | 'bad-host' } {
  const match = /^(?:\[(?<v6>[^\]]*)\]|(?<host>[^:[\]]*)):(?<port>\d*)$/.exec(listen.trim());
  if (!match?.groups) return { problem: /:\D|:$|:[^:]*:/.test(listen) ? 'bad-host' : 'no-port' };
  const port = Number(match.groups.port);
  if (match.groups.port === '' || port > 65535) return { problem: 'bad-port' };
  return {
    host: isUnspecified(match.groups.v6 ?? match.groups.host ?? '') ? '' : (match.groups.v6 ?? match.groups.host ?? ''),
    port,
  };
}

function isUnspecified(host: string): boolean {
  return host === '' || host === '0.0.0.0' || /^[0:]+$/.test(host);
}

/**
 * The URLs at which other machines may reach the Manager, best first (contract 08 §8, 05 §16).
 * Pure: the interfaces are a parameter.
 */
export function ownUrls(listen: ListenAddress, interfaces: readonly (readonly InterfaceAddress[])[]): string[] {
  if (listen.host !== '') return [urlOf(listen.host, listen.port)];
  return interfaces
    .flatMap(usableAddresses)
    .sort(byReachability)
    .map(({ address }) => urlOf(address, listen.port));
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}

function usableAddresses(addresses: readonly InterfaceAddress[]): readonly InterfaceAddress[] {
  const outward = addresses.filter(({ internal }) => !internal);
  const routableV4 = outward.some((it) => it.family === 'IPv4' && !isLinkLocalV4(it.address));
  const kept = outward.filter((it) =>
    it.family === 'IPv4' ? !(routableV4 && isLinkLocalV4(it.address)) : !isLinkLocalV6(it.address),
  );
  return kept.length > 0 ? kept : addresses.filter(({ internal }) => internal);
}

const isLinkLocalV4 = (address: string) => address.startsWith('169.254.');
const isLinkLocalV6 = (address: string) => /^fe[89ab]/i.test(address);

function byReachability(a: InterfaceAddress, b: InterfaceAddress): number {
  return (
    Number(a.internal) - Number(b.internal) ||
    a.family.localeCompare(b.family) ||
    compareBytes(addressBytes(a), addressBytes(b))
  );
}

function addressBytes({ address, family }: InterfaceAddress): number[] {
  if (family === 'IPv4') return address.split('.').map(Number);
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? [];
  const words = (text: string | undefined) => (text ? text.split(':').map((word) => parseInt(word, 16)) : []);
  const first = words(head);
  const last = words(tail);
  return [...first, ...Array<number>(Math.max(0, 8 - first.length - last.length)).fill(0), ...last];
}

function compareBytes(a: readonly number[], b: readonly number[]): number {
  const different = a.findIndex((value, index) => value !== b[index]);
  return different < 0 ? 0 : (a[different] ?? 0) - (b[different] ?? 0);
}
