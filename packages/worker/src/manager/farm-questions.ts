import type { Answer } from './answer.js';
import type { Requester } from './requester.js';

/** A Manager as it introduces itself. */
export interface ManagerVersion {
  readonly name: string;
  readonly version: string;
}

/** What was asked, or why there is no telling: the status of another answer, or the reason of none. */
export type Asked<T> =
  | { readonly kind: 'told'; readonly value: T }
  | { readonly kind: 'unexpected'; readonly status: number }
  | { readonly kind: 'no-answer'; readonly reason: string };

/** Questions that a Manager answers to anybody, the original's Managers too (contract 01 §3). */
export class FarmQuestions {
  constructor(private readonly requester: Requester) {}

  get baseUrl(): string {
    return this.requester.baseUrl;
  }

  async version(signal: AbortSignal): Promise<Asked<ManagerVersion>> {
    const answer = await this.requester.send(undefined, signal, (api, common) => api.GET('/api/v3/version', common));
    return told(answer, readVersion);
  }

  /** Where job files are for Workers on that platform; an empty text when nothing is configured. */
  async storageLocation(platform: string, signal: AbortSignal): Promise<Asked<string>> {
    const params = { path: { audience: 'workers' as const, platform } };
    const answer = await this.requester.send(undefined, signal, (api, common) =>
      api.GET('/api/v3/configuration/shared-storage/{audience}/{platform}', { ...common, params }),
    );
    return told(answer, (body) => textOf(body, 'location'));
  }

  /** The value of a variable for Workers on that platform; an empty text when it has none. */
  async variable(name: string, platform: string, signal: AbortSignal): Promise<Asked<string>> {
    const params = { path: { audience: 'workers' as const, platform } };
    const answer = await this.requester.send(undefined, signal, (api, common) =>
      api.GET('/api/v3/configuration/variables/{audience}/{platform}', { ...common, params }),
    );
    return told(answer, (body) => (isObject(body) ? (textOf(Reflect.get(body, name), 'value') ?? '') : undefined));
  }
}

function told<T>(answer: Answer, read: (body: unknown) => T | undefined): Asked<T> {
  if (answer.kind === 'no-answer') return answer;
  const value = answer.status === 200 ? read(answer.body) : undefined;
  return value === undefined ? { kind: 'unexpected', status: answer.status } : { kind: 'told', value };
}

function readVersion(body: unknown): ManagerVersion | undefined {
  const version = textOf(body, 'version');
  return version === undefined ? undefined : { version, name: textOf(body, 'name') ?? '' };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown, name: string): string | undefined {
  const text: unknown = isObject(value) ? Reflect.get(value, name) : undefined;
  return typeof text === 'string' ? text : undefined;
}
