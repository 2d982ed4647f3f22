/** A usable URL, or why the text is none. Pure. */
export type ManagerUrl =
  | { readonly ok: true; readonly url: string; readonly portGiven: boolean }
  | { readonly ok: false; readonly problem: UrlProblem };

/** What is wrong with a Manager URL; `texts/console.ts` turns it into a sentence. */
export type UrlProblem = 'empty' | 'no-host' | 'not-http' | 'has-credentials' | 'unreadable';

/**
 * Completes and checks what a user wrote as the Manager's URL, on the command line or in the file. Accepts a bare host,
 * `host:port`, `IP:port`, `[v6]:port` and a path prefix; the result ends in a slash so that operation paths can be
 * appended (contract 07 §6.2–§6.4).
 */
export function parseManagerUrl(text: string): ManagerUrl {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, problem: 'empty' };
  const withScheme = completeScheme(trimmed);
  if (!/^https?:/i.test(withScheme)) return { ok: false, problem: 'not-http' };
  const authority = /^https?:\/\/([^/?#]*)/i.exec(withScheme)?.[1] ?? '';
  if (authority === '' || authority.startsWith(':')) return { ok: false, problem: 'no-host' };
  if (authority.includes('@')) return { ok: false, problem: 'has-credentials' };
  return readUrl(withScheme, /:\d+$/.test(authority));
}

/** `host:1234` would read as a URL of scheme `host`; only `something://` has a scheme. */
function completeScheme(text: string): string {
  if (text.startsWith('//')) return `http:${text}`;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
}

function readUrl(text: string, portGiven: boolean): ManagerUrl {
  if (!URL.canParse(text)) return { ok: false, problem: 'unreadable' };
  const url = new URL(text);
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return { ok: true, url: url.href, portGiven };
}
