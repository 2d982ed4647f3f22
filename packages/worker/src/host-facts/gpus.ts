/** A graphics processor as far as the system tells about it. */
export interface Gpu {
  readonly name: string;
  /** Its own memory, in bytes. */
  readonly memory_bytes?: number;
}

/** The arguments with which `nvidia-smi` lists what `readNvidiaSmi` reads. */
export const NVIDIA_SMI = ['--query-gpu=name,memory.total', '--format=csv,noheader,nounits'] as const;

/** Reads lines such as `NVIDIA GeForce RTX 4090, 24564`; the memory is in MiB. Pure. */
export function readNvidiaSmi(output: string): readonly Gpu[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const [, name, mebibytes] = /^\s*(\S.*?)\s*,\s*(\d+|\[.*\]|N\/A)\s*$/.exec(line) ?? [];
    if (name === undefined) return [];
    const memory = Number(mebibytes) * 2 ** 20;
    return [{ name, ...(memory > 0 && { memory_bytes: memory }) }];
  });
}

const DISPLAY_CLASSES = /^(VGA compatible controller|3D controller|Display controller)$/;

/** Reads `lspci -mm`: fields in quotes, of which the first is the class, then vendor and device. Pure. */
export function readLspci(output: string): readonly Gpu[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const [kind = '', vendor = '', device = ''] = Array.from(line.matchAll(/"([^"]*)"/g), ([, field]) => field ?? '');
    return DISPLAY_CLASSES.test(kind) ? [{ name: `${vendor} ${device}`.trim() }] : [];
  });
}

const PCI_VENDORS: Readonly<Record<string, string>> = { '0x10de': 'NVIDIA', '0x1002': 'AMD', '0x8086': 'Intel' };

/**
 * What Linux tells about a card in `/sys/class/drm/cardN/device`, whatever tools are installed. Pure.
 *
 * @param vendor the file `vendor`
 * @param device the file `device`
 * @param memory the file `mem_info_vram_total`, which AMD's driver has; empty without it
 */
export function readDrmCard(vendor: string, device: string, memory: string): Gpu | undefined {
  const known = PCI_VENDORS[vendor.trim()];
  if (known === undefined) return undefined;
  const bytes = Number(memory.trim());
  return { name: `${known} ${device.trim()}`, ...(bytes > 0 && { memory_bytes: bytes }) };
}

/**
 * One list of what several sources told: the best source names the cards, the others are used for vendors that it does
 * not speak of. Pure.
 *
 * @param sources the best one first
 */
export function joinGpus(...sources: readonly (readonly Gpu[])[]): readonly Gpu[] {
  const joined: Gpu[] = [];
  for (const source of sources) {
    const vendors = new Set(joined.map(vendorOf));
    joined.push(...source.filter((gpu) => !vendors.has(vendorOf(gpu))));
  }
  return joined;
}

function vendorOf({ name }: Gpu): string {
  return /nvidia|amd|advanced micro|intel/i.exec(name)?.[0].toLowerCase().replace('advanced micro', 'amd') ?? name;
}
