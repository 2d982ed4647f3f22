import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { SEARCH_REQUEST, SSDP_GROUP } from './ssdp.js';

/** Who hears of a search. */
export interface SearchListener {
  heard(datagram: Buffer, from: string): void;
  /** Something does not work on one of the machine's addresses. */
  trouble(address: string, error: Error): void;
}

/** A search that goes on until it is closed. */
export interface Search {
  /** Asks once more, everywhere. */
  ask(): void;
  close(): void;
}

/** The networks of this machine. */
export interface SearchNetwork {
  open(listener: SearchListener): Search;
}

/**
 * Searches on every IPv4 address that the machine has at the moment, from a port of its own, so that only answers meant
 * for it arrive (contract 07 §7.1, 00 D7.3). The loopback is one of them: the Manager may be on this machine.
 *
 * @param group another address for tests
 */
export function systemNetwork(group: { readonly address: string; readonly port: number } = SSDP_GROUP): SearchNetwork {
  return { open: (listener) => new SocketSearch(listener, group) };
}

class SocketSearch implements Search {
  readonly #sockets = new Map<string, Socket>();

  constructor(
    private readonly listener: SearchListener,
    private readonly group: { readonly address: string; readonly port: number },
  ) {}

  ask(): void {
    const present = ownAddresses();
    for (const address of [...this.#sockets.keys()]) if (!present.includes(address)) this.#drop(address);
    for (const address of present) {
      const socket = this.#sockets.get(address);
      if (socket) this.#send(socket, address);
      else this.#bind(address);
    }
  }

  close(): void {
    for (const address of [...this.#sockets.keys()]) this.#drop(address);
  }

  #bind(address: string): void {
    const socket = createSocket('udp4');
    this.#sockets.set(address, socket);
    socket.on('message', (datagram, { address: from }) => this.listener.heard(datagram, from));
    socket.on('error', (error) => {
      this.listener.trouble(address, error);
      this.#drop(address);
    });
    socket.bind(0, address, () => {
      try {
        socket.setMulticastInterface(address);
        this.#send(socket, address);
      } catch (error) {
        socket.emit('error', error);
      }
    });
  }

  #send(socket: Socket, address: string): void {
    socket.send(SEARCH_REQUEST, this.group.port, this.group.address, (error) => {
      if (error) this.listener.trouble(address, error);
    });
  }

  #drop(address: string): void {
    const socket = this.#sockets.get(address);
    if (!socket) return;
    this.#sockets.delete(address);
    socket.close();
  }
}

function ownAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return [...new Set(all.filter(({ family }) => family === 'IPv4').map(({ address }) => address))];
}
