import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { imageSettings } from './dockerfile.js';
import type { ImageSettings, Instruction } from './dockerfile.js';
import { Program } from './program.js';

const run = promisify(execFile);

/** What Docker gives every container. */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Where this machine has what Debian has not: an image must not need it. */
const FOREIGN = [
  '/usr/local',
  '/opt',
  '/srv',
  '/home',
  '/root',
  '/tmp',
  '/mnt',
  '/media',
  '/work',
  '/var/lib/flamenco',
];

/** How a container is run. */
export interface ContainerPlan {
  readonly instructions: readonly Instruction[];
  /** Folder with what the image adds. */
  readonly context: string;
  /** Instead of the image's. */
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Folders of this machine by their places in the container; they get the owner of that place, as Docker's volumes. */
  readonly volumes?: Readonly<Record<string, string>>;
  /** Names of other containers, which are in the same network. */
  readonly hosts?: readonly string[];
  /** A container whose network it joins; without one it gets a network of its own. */
  readonly beside?: Container;
}

/**
 * A container without Docker: every step of a Dockerfile is carried out for real, in a root of its own that is a layer
 * over this machine's Debian, with a network of its own. What this machine has besides Debian's packages is hidden.
 */
export class Container {
  private constructor(
    readonly program: Program,
    readonly settings: ImageSettings,
  ) {}

  /** Builds the image and runs it. */
  static async start(folder: string, plan: ContainerPlan): Promise<Container> {
    const settings = imageSettings(plan.instructions);
    const home = await mkdtemp(path.join(folder, 'container-'));
    await mkdir(path.join(home, 'layers'));
    for (const volume of Object.values(plan.volumes ?? {})) await mkdir(volume, { recursive: true });
    const script = path.join(home, 'run.sh');
    await writeFile(script, containerScript(home, plan, settings));
    const network = plan.beside ? [`--net=/proc/${plan.beside.program.pid}/ns/net`] : undefined;
    const program = network
      ? Program.start('/usr/bin/nsenter', [...network, 'unshare', '--mount', '/bin/sh', script], home)
      : Program.start('/usr/bin/unshare', ['--mount', '--net', '/bin/sh', script], home);
    await program.line(/^container: starts$/);
    return new Container(program, settings);
  }

  /** Runs a command inside, as root; gives its output. Rejects when it fails. */
  async exec(command: readonly string[]): Promise<string> {
    const inside = ['--target', String(this.program.pid), '--mount', '--net', '--root', '--wd'];
    const { stdout } = await run('/usr/bin/nsenter', [...inside, ...command], { env: { PATH } });
    return stdout;
  }
}

/** Whether this machine lets us make such roots: needs to be root, on a Debian, with overlays and networks. */
export function canHaveContainers(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/share/base-passwd/passwd.master')) return false;
  const trial =
    'mount -t tmpfs tmpfs /mnt && cd /mnt && mkdir u w r && mount -t overlay overlay -o lowerdir=/,upperdir=u,workdir=w r';
  try {
    execFileSync('/usr/bin/unshare', ['--mount', '--net', '/bin/sh', '-c', `${trial} && ip link set lo up`], {
      stdio: 'ignore',
      env: { PATH },
    });
    return true;
  } catch {
    return false;
  }
}

function containerScript(home: string, plan: ContainerPlan, settings: ImageSettings): string {
  const layers = path.join(home, 'layers');
  const root = path.join(layers, 'root');
  const { beside, command = settings.command, environment, hosts = [], volumes = {} } = plan;
  const variables = { PATH, HOME: settings.workingDirectory, ...settings.environment, ...environment };
  const assignments = Object.entries(variables).map(([name, value]) => quoted(`${name}=${value}`));
  return [
    'set -e',
    `export PATH=${PATH}`,
    `mount -t tmpfs tmpfs ${layers}`,
    `cd ${layers}`,
    'mkdir upper work root',
    'mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root',
    ...FOREIGN.map((place) => `if [ -d root${place} ]; then mount -t tmpfs tmpfs root${place}; fi`),
    'chmod 1777 root/tmp',
    'mount -t proc proc root/proc',
    'mount --rbind /dev root/dev',
    ...(beside ? [] : ['ip link set lo up']),
    // The users of a fresh Debian.
    'cp /usr/share/base-passwd/passwd.master root/etc/passwd',
    'cp /usr/share/base-passwd/group.master root/etc/group',
    ': > root/etc/shadow',
    ': > root/etc/gshadow',
    `printf '127.0.0.1 localhost ${hosts.join(' ')}\\n' > root/etc/hosts`,
    ...plan.instructions.flatMap((instruction) => step(instruction, plan.context)),
    ...Object.entries(volumes).flatMap(([place, folder]) => [
      `chown --reference=root${place} ${folder}`,
      `mount --bind ${folder} root${place}`,
    ]),
    'echo "container: starts"',
    `exec chroot --userspec=${settings.user}:${settings.user} ${root} /usr/bin/env -i ${assignments.join(' ')} ` +
      `/bin/sh -c 'cd ${settings.workingDirectory} && exec "$@"' sh ${command.map(quoted).join(' ')}`,
    '',
  ].join('\n');
}

/** What a step of a Dockerfile does in the root. Throws for one that nobody thought of. */
function step({ name, text }: Instruction, context: string): readonly string[] {
  switch (name) {
    case 'RUN':
      return [`chroot root /usr/bin/env -i PATH=${PATH} DEBIAN_FRONTEND=noninteractive /bin/sh -c ${quoted(text)}`];
    case 'ADD': {
      const [file = '', place = ''] = text.split(' ');
      return [`mkdir -p root${place}`, `tar -xzf ${path.join(context, file)} -C root${place}`];
    }
    case 'WORKDIR':
      return [`mkdir -p root${text}`];
    case 'FROM':
    case 'ARG':
    case 'USER':
    case 'ENV':
    case 'VOLUME':
    case 'EXPOSE':
    case 'HEALTHCHECK':
    case 'CMD':
      return [];
    default:
      throw new Error(`unknown instruction ${name}`);
  }
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
