/** Names of a release, as existing container recipes know them: they unpack NAME.tar.gz and go into NAME. */
export interface ReleaseNames {
  /** `flamenco-4.0.0-linux-amd64`: the folder at the top of the archive. */
  readonly folder: string;
  readonly archive: string;
  readonly checksum: string;
}

/** The platforms that packages are made for; a package runs on the kind of machine that it was made on. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * Pure.
 * @param platform `process.platform`
 * @param architecture `process.arch`
 */
export function releaseNames(version: string, platform: string, architecture: string): ReleaseNames {
  const arch = ARCHITECTURES[architecture];
  if (platform !== 'linux' || arch === undefined) {
    throw new Error(`packages are made on Linux on amd64 or arm64, this is ${platform} on ${architecture}`);
  }
  const folder = `flamenco-${version}-linux-${arch}`;
  return { folder, archive: `${folder}.tar.gz`, checksum: `${folder}.tar.gz.sha256` };
}
