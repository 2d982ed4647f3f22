import type { Fetch } from './requester.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Statuses whose answers have no body. */
const WITHOUT_BODY = [101, 204, 205, 304];

/** Whether the environment names a proxy for the web (contract 07 §5.3). Pure. */
export function wantsProxy(env: Environment): boolean {
  return ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy'].some((name) => Boolean(env[name]));
}

/** Whether a URL leads to this machine itself, which no proxy is asked for. Pure. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\.|^\[::1\]$/.test(hostname);
}

/**
 * A `fetch` that goes through the proxy of the environment, apart from `NO_PROXY` and this machine; undefined when the
 * environment names none. The library is loaded only then.
 */
export async function proxyFetch(env: Environment): Promise<Fetch | undefined> {
  if (!wantsProxy(env)) return undefined;
  const { EnvHttpProxyAgent, fetch: fetchThrough } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent(proxySettings(env));
  return async (request) => {
    if (isLoopback(request.url)) return fetch(request);
    const { url, method, signal } = request;
    const bytes = await request.arrayBuffer();
    const body = bytes.byteLength > 0 ? { body: new Uint8Array(bytes) } : {};
    const headers = [...request.headers];
    const answer = await fetchThrough(url, { method, headers, signal, dispatcher, ...body });
    const content = WITHOUT_BODY.includes(answer.status) ? null : await answer.arrayBuffer();
    return new Response(content, { status: answer.status, headers: [...answer.headers] });
  };
}

/** The lower-case names win, as for most programs. */
function proxySettings(env: Environment) {
  const httpProxy = env['http_proxy'] || env['HTTP_PROXY'];
  const httpsProxy = env['https_proxy'] || env['HTTPS_PROXY'];
  const noProxy = env['no_proxy'] || env['NO_PROXY'];
  return { ...(httpProxy && { httpProxy }), ...(httpsProxy && { httpsProxy }), ...(noProxy && { noProxy }) };
}
