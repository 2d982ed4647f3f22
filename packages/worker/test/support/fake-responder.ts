import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

const MULTICAST = '239.255.255.250';
const USN = 'uuid:aa80bc5f-d0af-46b8-8630-23bd7e80ec4d::urn:flamenco:manager:0';

/** Something that answers searches on the loopback, as a Manager does (contract 08 §6.2). */
export class FakeResponder {
  /** What was asked, each with its sender's port. */
  readonly searches: string[] = [];

  private constructor(
    private readonly socket: Socket,
    /** Where Managers are said to be; may change. */
    public locations: readonly string[],
  ) {
    socket.on('message', (datagram, { address, port }) => {
      this.searches.push(datagram.toString());
      for (const location of this.locations) socket.send(answerOf(location), port, address);
    });
  }

  /** @param port 0 for any */
  static async start(locations: readonly string[], port = 0): Promise<FakeResponder> {
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    await new Promise<void>((resolve) => socket.bind(port, '0.0.0.0', resolve));
    socket.addMembership(MULTICAST, '127.0.0.1');
    return new FakeResponder(socket, locations);
  }

  get group(): { readonly address: string; readonly port: number } {
    return { address: MULTICAST, port: (this.socket.address() as AddressInfo).port };
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.socket.close(resolve));
  }
}

function answerOf(url: string): string {
  const headers = {
    ST: 'urn:flamenco:manager:0',
    USN,
    LOCATION: `${url}upnp/description.xml`,
    'CACHE-CONTROL': 'max-age=3600',
    SERVER: 'test/0.0 UPnP/1.0',
    EXT: '',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n');
}
