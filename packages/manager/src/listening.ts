import { createServer } from 'node:net';
import { parseListen } from './discovery/own-urls.js';
import type { ListenAddress } from './discovery/own-urls.js';
import { StartError } from './start-error.js';
import { startTexts as texts } from './texts/start-up.js';

/** The address of a text that the configuration has checked already. */
export function readListen(listen: string): ListenAddress {
  const address = parseListen(listen);
  if (!('problem' in address)) return address;
  throw new StartError(texts.cannotListen, texts.otherListenError(listen, address.problem));
}

/**
 * Tries whether the port is free before the database is opened: two Managers on one database would be worse than one
 * that does not start (contract 11 §15). Rejects with a `StartError`.
 */
export async function checkPort({ host, port }: ListenAddress, listen: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(listenError(error, listen)));
    probe.listen({ port, ...(host !== '' && { host }) }, () => probe.close(() => resolve()));
  });
}

/** Why listening failed, and what to do. */
export function listenError(error: unknown, listen: string): StartError {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return new StartError(texts.cannotListen, reasonOf(code, error, listen));
}

function reasonOf(code: unknown, error: unknown, listen: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return texts.portInUse(listen);
    case 'EACCES':
      return texts.notAllowed(listen);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return texts.notOurAddress(listen);
    default:
      return texts.otherListenError(listen, error instanceof Error ? error.message : String(error));
  }
}
