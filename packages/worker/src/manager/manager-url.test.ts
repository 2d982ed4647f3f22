import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseManagerUrl } from './manager-url.js';

describe('a Manager URL (07 §6.2, §6.3, §6.4)', () => {
  it.each([
    ['thehost', 'http://thehost/'],
    ['thehost:1234', 'http://thehost:1234/'],
    ['  thehost:1234 ', 'http://thehost:1234/'],
    ['thehost:8080/', 'http://thehost:8080/'],
    ['thehost/farm', 'http://thehost/farm/'],
    ['http://thehost:8080', 'http://thehost:8080/'],
    ['http://thehost:8080/prefix/', 'http://thehost:8080/prefix/'],
    ['HTTPS://thehost/farm', 'https://thehost/farm/'],
    ['192.168.1.2', 'http://192.168.1.2/'],
    ['192.168.1.2:8080', 'http://192.168.1.2:8080/'],
    ['[::1]:8080', 'http://[::1]:8080/'],
    ['my_host:8080', 'http://my_host:8080/'],
    ['//thehost:8080', 'http://thehost:8080/'],
    ['localhost:8080', 'http://localhost:8080/'],
    ['http://thehost:8080/?tab=1#x', 'http://thehost:8080/'],
  ])('%p becomes %s', (text, url) => {
    expect(parseManagerUrl(text)).toMatchObject({ ok: true, url });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['http://', 'no-host'],
    ['http://:8080', 'no-host'],
    ['http:///path', 'no-host'],
    ['ftp://thehost:4213/xxx', 'not-http'],
    ['http://user:pw@thehost/', 'has-credentials'],
    ['thehost:port', 'unreadable'],
    ['the host', 'unreadable'],
    ['thehost:99999', 'unreadable'],
  ])('%p is refused as %s', (text, problem) => {
    expect(parseManagerUrl(text)).toEqual({ ok: false, problem });
  });

  it('knows whether a port was written', () => {
    expect(parseManagerUrl('thehost')).toMatchObject({ portGiven: false });
    expect(parseManagerUrl('http://thehost:80/')).toMatchObject({ portGiven: true });
    expect(parseManagerUrl('[::1]')).toMatchObject({ portGiven: false });
  });

  it('is stable, and never throws on any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
        const parsed = parseManagerUrl(text);
        if (parsed.ok) expect(parseManagerUrl(parsed.url)).toMatchObject({ ok: true, url: parsed.url });
      }),
    );
  });
});
