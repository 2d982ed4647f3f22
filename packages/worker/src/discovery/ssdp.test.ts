import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEARCH_REQUEST, readSearchAnswer } from './ssdp.js';

const USN = 'uuid:aa80bc5f-d0af-46b8-8630-23bd7e80ec4d::urn:flamenco:manager:0';

/** An answer as a Manager gives it, with these headers instead of its own. */
function answer(headers: Record<string, string> = {}, status = 'HTTP/1.1 200 OK'): Buffer {
  const all = {
    ST: 'urn:flamenco:manager:0',
    USN,
    LOCATION: 'http://192.168.1.20:8080/upnp/description.xml',
    'CACHE-CONTROL': 'max-age=3600',
    EXT: '',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([status, ...lines, '', ''].join('\r\n'));
}

describe('the search for a Manager (07 §7)', () => {
  it('is the one that original Managers answer', () => {
    const [request, ...headers] = SEARCH_REQUEST.split('\r\n');
    expect(request).toBe('M-SEARCH * HTTP/1.1');
    expect(headers.sort()).toEqual([
      '',
      '',
      'HOST: 239.255.255.250:1900',
      'MAN: "ssdp:discover"',
      'MX: 3',
      'ST: urn:flamenco:manager:0',
    ]);
  });
});

describe('an answer to it (07 §7)', () => {
  it('leads to the root of where the description is', () => {
    expect(readSearchAnswer(answer())).toEqual({ kind: 'manager', url: 'http://192.168.1.20:8080/' });
    expect(readSearchAnswer(answer({ LOCATION: 'http://[fd00::1]:8080/x?y#z' }))).toEqual({
      kind: 'manager',
      url: 'http://[fd00::1]:8080/',
    });
  });

  it('is read whatever its other headers, their letter case and its status are', () => {
    const text = `HTTP/1.1 500 No\r\nusn:${USN}\r\nLoCaTiOn:   http://m:1/d.xml  \r\n\r\nbody: x`;
    expect(readSearchAnswer(Buffer.from(text))).toEqual({ kind: 'manager', url: 'http://m:1/' });
  });

  it.each([
    ['another device', { USN: USN.replace('aa80', 'AA80') }],
    ['a device without a name', { USN: 'upnp:rootdevice' }],
    ['a place that is not on the web', { LOCATION: 'ftp://m/description.xml' }],
    ['no place at all', { LOCATION: 'nowhere' }],
  ])('of %s is passed over', (_, headers) => {
    expect(readSearchAnswer(answer(headers))).toEqual({ kind: 'other' });
  });

  it('that is a search of somebody else is no answer', () => {
    expect(readSearchAnswer(Buffer.from(SEARCH_REQUEST))).toEqual({ kind: 'not-http' });
  });

  it('is looked at only as far as the original does', () => {
    expect(readSearchAnswer(answer({ ST: 'x'.repeat(2048) }))).toEqual({ kind: 'other' });
  });

  it('may hold any bytes', () => {
    const bytes = fc
      .uint8Array({ maxLength: 200 })
      .map((tail) => Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n'), tail]));
    fc.assert(
      fc.property(bytes, (datagram) => {
        expect(['manager', 'other']).toContain(readSearchAnswer(datagram).kind);
      }),
    );
  });
});
