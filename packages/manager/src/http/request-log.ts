import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { sentLength } from './answer.js';
import type { TrustedProxies } from './client-address.js';
import { requestAddress } from './context.js';

/**
 * Who answered: an operation, also with a refusal of its own (`trace`), or the layers before it (`error`), so that a
 * request that never reached an operation is seen at the usual log level (contract 01 §1.11).
 */
export type AnsweredBy = 'operation' | 'layers';

/** What is known of the Worker that sent a request. */
export interface WorkerFields {
  readonly wUUID: string;
  readonly wName: string;
}

/** Writes one line per request. */
export class RequestLog {
  constructor(
    private readonly logger: Logger,
    private readonly isTrustedProxy: TrustedProxies,
  ) {}

  /** Whether a line would be written at all; asked first, because most farms do not want one per request. */
  wants(by: AnsweredBy): boolean {
    return this.logger.isLevelEnabled(by === 'operation' ? 'trace' : 'error');
  }

  /** @param startedAt reading of `process.hrtime.bigint()` when the request came in */
  write(request: IncomingMessage, response: ServerResponse, by: AnsweredBy, startedAt: bigint, worker?: WorkerFields) {
    const latency = process.hrtime.bigint() - startedAt;
    const { headers } = request;
    const fields = {
      ...worker,
      ...(headers['x-request-id'] && { id: headers['x-request-id'] }),
      remote_ip: requestAddress(request, this.isTrustedProxy),
      host: headers.host ?? '',
      method: request.method ?? '',
      uri: 'originalUrl' in request ? String(request.originalUrl) : (request.url ?? ''),
      user_agent: headers['user-agent'] ?? '',
      status: response.statusCode,
      referer: headers.referer ?? '',
      latency: Number(latency),
      latency_human: `${(Number(latency) / 1e6).toFixed(3)}ms`,
      bytes_in: headers['content-length'] ?? '',
      bytes_out: sentLength(response),
    };
    this.logger[by === 'operation' ? 'trace' : 'error'](fields, 'request');
  }
}
