import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@flamenco/common/testing';
import { Program } from './program.js';
import { ROOT } from './release.js';

const run = promisify(execFile);
const NGINX = '/usr/sbin/nginx';

export const hasNginx = existsSync(NGINX);

/** The site of the documentation, served by Debian's nginx in front of a Manager. */
export interface Proxy {
  readonly url: string;
  /** Of the authority that signed its certificate: itself. */
  readonly certificate: string;
}

/** Starts it; `killLeftovers` ends it. */
export async function startNginx(folder: string, managerPort: number): Promise<Proxy> {
  const home = path.join(folder, 'nginx');
  await mkdir(home);
  const [certificate, key] = [path.join(home, 'site.pem'), path.join(home, 'site.key')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    ...names,
    '-keyout',
    key,
    '-out',
    certificate,
  ]);
  const port = await freePort();
  const site = (await readFile(path.join(ROOT, 'docs/deployment/nginx/flamenco.conf'), 'utf8'))
    .replace('server 127.0.0.1:8080;', `server 127.0.0.1:${managerPort};`)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`)
    .replace('server_name farm.example.com;', 'server_name localhost;')
    .replace('/etc/ssl/certs/farm.example.com.pem', certificate)
    .replace('/etc/ssl/private/farm.example.com.key', key);
  const config = path.join(home, 'nginx.conf');
  await writeFile(config, surroundings(home, site));
  const nginx = Program.start(NGINX, ['-c', config, '-e', 'stderr'], home);
  await nginx.line(/getrlimit\(RLIMIT_NOFILE\)/);
  return { url: `https://localhost:${port}/`, certificate };
}

/** Everything in its own folder, and the log where a test sees it. */
function surroundings(home: string, site: string): string {
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${home}/${name};`,
  );
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  return `${user}
daemon off;
# Workers of a killed nginx would stay.
master_process off;
pid ${home}/pid;
error_log stderr notice;
events { worker_connections 64; }
http {
access_log off;
${places.join('\n')}
${site}
}
`;
}

/** How a request through the proxy is sent. */
export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Address of this machine to send from. */
  readonly from?: string;
}

/** Asks through the proxy, as a client at another address would. */
export async function askThrough(proxy: Proxy, page: string, sending: Sending = {}) {
  const { method = 'GET', headers, body, from } = sending;
  const ca = await readFile(proxy.certificate);
  return await new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
    const url = new URL(page, proxy.url.replace('localhost', '127.0.0.1'));
    const sent = request(url, { method, headers, ca, localAddress: from }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
