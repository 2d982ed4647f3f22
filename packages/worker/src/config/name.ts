/** A Worker's name and where it comes from. */
export interface WorkerName {
  readonly name: string;
  readonly source: 'file' | 'environment' | 'host';
}

/** The environment variable that names a Worker. */
export const NAME_VARIABLE = 'FLAMENCO_WORKER_NAME';

/** The configured name, else the environment's, else the host's (contract 07 §5.4). Blank names count as not given. Pure. */
export function chooseName(configured: string, fromEnvironment: string | undefined, hostName: string): WorkerName {
  if (configured.trim()) return { name: configured.trim(), source: 'file' };
  const named = fromEnvironment?.trim();
  return named ? { name: named, source: 'environment' } : { name: hostName, source: 'host' };
}
