import { describe, expect, it } from '@jest/globals';
import { clientAddress, LOOPBACK, trustedProxies } from './client-address.js';

const loopbackOnly = trustedProxies(LOOPBACK);

describe('the address of a client (01 §1.9, D1.9)', () => {
  it('is the peer, when nobody stands in between', () => {
    expect(clientAddress('10.0.0.7', undefined, loopbackOnly)).toBe('10.0.0.7');
    expect(clientAddress('::ffff:10.0.0.7', undefined, loopbackOnly)).toBe('10.0.0.7');
    expect(clientAddress('fe80::1%eth0', undefined, loopbackOnly)).toBe('fe80::1');
  });

  it('does not believe what a stranger forwards', () => {
    expect(clientAddress('10.0.0.7', '1.2.3.4', loopbackOnly)).toBe('10.0.0.7');
  });

  it('believes a proxy on this machine', () => {
    expect(clientAddress('127.0.0.1', '10.0.0.7', loopbackOnly)).toBe('10.0.0.7');
    expect(clientAddress('::1', '[2001:db8::7]', loopbackOnly)).toBe('2001:db8::7');
    expect(clientAddress('::1', '10.0.0.7:51234', loopbackOnly)).toBe('10.0.0.7');
  });

  it('takes the last address that no trusted proxy wrote: what the client invented comes before it', () => {
    const trusted = trustedProxies(['127.0.0.1', '192.168.0.0/24', 'fd00::/8']);
    expect(clientAddress('127.0.0.1', '6.6.6.6, 10.0.0.7, 192.168.0.2', trusted)).toBe('10.0.0.7');
    expect(clientAddress('fd00::2', '6.6.6.6,10.0.0.7', trusted)).toBe('10.0.0.7');
  });

  it('stays with the proxy when it forwards nothing that is an address', () => {
    expect(clientAddress('127.0.0.1', 'unknown', loopbackOnly)).toBe('127.0.0.1');
    expect(clientAddress('127.0.0.1', undefined, loopbackOnly)).toBe('127.0.0.1');
    expect(clientAddress('127.0.0.1', '', loopbackOnly)).toBe('127.0.0.1');
  });

  it('gives the first hop when all of them are trusted', () => {
    expect(clientAddress('127.0.0.1', '127.0.0.5', loopbackOnly)).toBe('127.0.0.5');
  });

  it.each(['nonsense', '10.0.0.0/99', '10.0.0.0/x', ''])('does not trust anybody because of %p', (entry) => {
    expect(trustedProxies([entry])('10.0.0.0')).toBe(false);
  });
});
