import { spawn } from 'node:child_process';

/** The machine on which a browser could be opened. */
export interface BrowserPlace {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly exists: (path: string) => boolean;
}

/** Container tools leave one of these. */
const CONTAINER_MARKS = ['/.dockerenv', '/run/.containerenv'];

/** Whether somebody could see a browser that is opened here: not in a container, not without a display. Pure but for `exists`. */
export function canShowBrowser({ platform, env, exists }: BrowserPlace): boolean {
  const isContainer = isSet(env.container) || isSet(env.KUBERNETES_SERVICE_HOST) || CONTAINER_MARKS.some(exists);
  if (isContainer || isSet(env.SSH_CONNECTION)) return false;
  return platform === 'win32' || platform === 'darwin' || isSet(env.DISPLAY) || isSet(env.WAYLAND_DISPLAY);
}

/** Opens a URL in the user's browser. Rejects when that cannot be started. */
export async function openBrowser(url: string, { platform, env }: BrowserPlace): Promise<void> {
  const [command, args] = openerFor(platform, url);
  await new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: 'ignore', detached: true });
    child.once('error', reject);
    child.once('spawn', resolve);
    child.unref();
  });
}

/** What hands a URL to the browser that the user prefers. Pure. */
export function openerFor(platform: NodeJS.Platform, url: string): readonly [command: string, args: string[]] {
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return platform === 'darwin' ? ['open', [url]] : ['xdg-open', [url]];
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
