import { BlockList, isIP } from 'node:net';

/** Whether an address is that of a proxy whose headers are believed (D1.9). */
export type TrustedProxies = (address: string) => boolean;

/** What `trusted_proxies` trusts when nothing is configured. */
export const LOOPBACK = ['127.0.0.0/8', '::1'] as const;

/** Reads a list of addresses and networks in CIDR form; entries that are neither are left out. Pure. */
export function trustedProxies(entries: readonly string[]): TrustedProxies {
  const list = new BlockList();
  for (const entry of entries) addEntry(list, entry.trim());
  return (address) => {
    const family = isIP(address);
    return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
  };
}

function addEntry(list: BlockList, entry: string): void {
  const [address = '', prefix] = entry.split('/');
  const family = isIP(address);
  const bits = prefix === undefined ? (family === 6 ? 128 : 32) : Number(prefix);
  if (family === 0 || !Number.isInteger(bits) || bits < 0 || bits > (family === 6 ? 128 : 32)) return;
  list.addSubnet(address, bits, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * The address of a client: the peer's, or, if that is a trusted proxy, the last one in `X-Forwarded-For` that no
 * trusted proxy wrote (D1.9). Without port and brackets. Pure.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, isTrusted: TrustedProxies): string {
  let address = plainAddress(peer);
  const hops = forwardedFor === undefined ? [] : forwardedFor.split(',').map(plainAddress);
  while (isTrusted(address)) {
    const next = hops.pop();
    if (next === undefined || isIP(next) === 0) break;
    address = next;
  }
  return address;
}

/** An address as it is stored: `::ffff:10.0.0.7` is the IPv4 address that it stands for. */
function plainAddress(address: string): string {
  const bare = address.trim().replace(/^\[([^\]]*)\](?::\d+)?$/, '$1');
  const withoutPort = /^\d+\.\d+\.\d+\.\d+:\d+$/.test(bare) ? bare.replace(/:\d+$/, '') : bare;
  return withoutPort.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}
