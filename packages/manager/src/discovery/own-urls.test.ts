import { describe, expect, it } from '@jest/globals';
import { ownUrls, parseListen, type InterfaceAddress } from './own-urls.js';

const v4 = (address: string, internal = false): InterfaceAddress => ({ address, family: 'IPv4', internal });
const v6 = (address: string, internal = false): InterfaceAddress => ({ address, family: 'IPv6', internal });
const LOOPBACK = [v4('127.0.0.1', true), v6('::1', true)];

describe('the listen text (contract 05 §16)', () => {
  it.each([
    [':8080', { host: '', port: 8080 }],
    ['0.0.0.0:8080', { host: '', port: 8080 }],
    ['[::]:8080', { host: '', port: 8080 }],
    ['192.168.0.1:8080', { host: '192.168.0.1', port: 8080 }],
    ['farm.local:8080', { host: 'farm.local', port: 8080 }],
    ['[fd00::1]:80', { host: 'fd00::1', port: 80 }],
    ['192.168.0.1', { problem: 'no-port' }],
    ['', { problem: 'no-port' }],
    ['farm.local:', { problem: 'bad-port' }],
    [':99999', { problem: 'bad-port' }],
    ['a:b:c', { problem: 'bad-host' }],
    ['farm:http', { problem: 'bad-host' }],
  ])('%s', (text, expected) => expect(parseListen(text)).toEqual(expected));
});

describe('the own URLs (contract 08 §8)', () => {
  it('are just one when a host is named', () =>
    expect(ownUrls({ host: 'farm.local', port: 80 }, [LOOPBACK])).toEqual(['http://farm.local:80/']));

  it('put outward addresses before loopback, IPv4 before IPv6, then order by address', () =>
    expect(
      ownUrls({ host: '', port: 8080 }, [
        LOOPBACK,
        [v4('192.168.0.10'), v6('fd00::2'), v6('fe80::1')],
        [v4('10.0.0.9')],
      ]),
    ).toEqual([
      'http://10.0.0.9:8080/',
      'http://192.168.0.10:8080/',
      'http://[fd00::2]:8080/',
      'http://127.0.0.1:8080/',
      'http://[::1]:8080/',
    ]));

  it('keep link-local IPv4 only on an interface that has no other', () =>
    expect(ownUrls({ host: '', port: 1 }, [[v4('169.254.1.1')], [v4('169.254.2.2'), v4('10.0.0.1')]])).toEqual([
      'http://10.0.0.1:1/',
      'http://169.254.1.1:1/',
    ]));
});
