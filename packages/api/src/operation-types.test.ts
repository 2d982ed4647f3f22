import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { OPERATIONS } from './generated/operations.js';
import type {
  AnswerOf,
  BodyOf,
  Handler,
  OperationDescription,
  OperationHandlers,
  OperationId,
  SuccessOf,
  WorkerOperationId,
} from './operation-types.js';

const WORKER_ID = '0b1e2f3a-0000-4000-8000-000000000001';

/** What only the compiler can find wrong. Each line marked as an error stops `npm run types` once it is none. */
describe('the compiler, looking at handlers', () => {
  it('accepts answers as the description declares them', () => {
    const schedule: Handler<'scheduleTask', undefined> = () => ({ status: 423, body: { status_requested: 'asleep' } });
    const nothing: Handler<'scheduleTask', undefined> = () => ({ status: 204 });
    const tail: Handler<'fetchTaskLogTail', undefined> = () => ({ status: 200, body: 'the last line\n' });
    expect([schedule, nothing, tail]).toHaveLength(3);
  });

  it('refuses a status that the operation does not have', () => {
    // @ts-expect-error signing off never answers 200
    const wrong: Handler<'signOff', undefined> = () => ({ status: 200 });
    expect(wrong).toBeDefined();
  });

  it('refuses a value that the enumeration does not have', () => {
    // @ts-expect-error there is no such status
    const wrong: AnswerOf<'signOn'> = { status: 200, body: { status_requested: 'dozing' } };
    expect(wrong).toBeDefined();
  });

  it('refuses a body that lacks a required property, or that has to be empty', () => {
    // @ts-expect-error the reason is missing
    const incomplete: SuccessOf<'mayWorkerRun'> = { mayKeepRunning: true, statusChangeRequested: false };
    // @ts-expect-error 204 has no body
    const talkative: AnswerOf<'setJobStatus'> = { status: 204, body: 'done' };
    expect([incomplete, talkative]).toHaveLength(2);
  });

  it('refuses a table in which an operation is missing, or which has one too many', () => {
    type Table = OperationHandlers<undefined, undefined>;
    // @ts-expect-error getVersion is missing
    const incomplete: Table = {} as Omit<Table, 'getVersion'>;
    // @ts-expect-error there is no such operation
    const unknown: keyof Table = 'getWeather';
    expect([incomplete, unknown]).toHaveLength(2);
  });

  it('gives bodies their types: JSON, whole images, streamed files, none', () => {
    const json: BodyOf<'setJobPriority'> = { priority: 60 };
    const image: BodyOf<'taskOutputProduced'> = new Uint8Array();
    const none: BodyOf<'signOff'> = undefined;
    // @ts-expect-error the body of these is optional
    const certain: { readonly path: string } = {} as BodyOf<'checkBlenderExePath'>;
    expect([json, image, none, certain]).toHaveLength(4);
  });

  it('knows which operations need the credentials of a Worker', () => {
    type Declared = {
      [Id in OperationId]: (typeof OPERATIONS)[Id]['security'] extends 'worker' ? Id : never;
    }[OperationId];
    const declared: WorkerOperationId = 'signOn' as Declared;
    const named: Declared = 'signOn' as WorkerOperationId;
    expect(declared).toBe(named);
  });
});

describe('the table of operations', () => {
  const operations: readonly (readonly [string, OperationDescription])[] = Object.entries(OPERATIONS);

  it('has the operations of the original, each with a path of its own', () => {
    const routes = operations.map(([, { method, path }]) => `${method} ${path}`);
    expect(new Set(routes).size).toBe(routes.length);
    expect(operations.filter(([, { tag }]) => !tag.startsWith('extra-')).map(([, { tag }]) => tag)).toEqual([
      ...Array<string>(11).fill('meta'),
      ...Array<string>(9).fill('worker'),
      ...Array<string>(12).fill('worker-mgt'),
      ...Array<string>(21).fill('jobs'),
      ...Array<string>(4).fill('shaman'),
    ]);
  });

  it('describes exactly the parameters that are in the path', () => {
    for (const [, { path, pathParameters }] of operations) {
      expect(pathParameters.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
    }
  });

  it('limits images to 25 MiB, and streams what goes to Shaman', () => {
    expect(OPERATIONS.taskOutputProduced.body).toMatchObject({ kind: 'bytes', limit: 26_214_400 });
    expect(OPERATIONS.shamanFileStore.body).toMatchObject({ kind: 'stream' });
  });

  it('uses a body wherever the original has one, also with DELETE', () => {
    expect(OPERATIONS.deleteJobMass.body).toMatchObject({ required: true, check: 'JobMassDeletionSelection' });
    expect(OPERATIONS.removeJobBlocklist.body).toMatchObject({ required: false, check: 'JobBlocklist' });
  });
});

describe('the package', () => {
  it('can be loaded by a browser: no module of Node is imported', () => {
    const sources = ['index', 'client', 'events', 'statuses', 'operation-types', 'generated/operations'];
    for (const name of sources) {
      expect(readFileSync(new URL(`./${name}.ts`, import.meta.url), 'utf8')).not.toMatch(
        /from 'node:|\bBuffer\b|\bprocess\./,
      );
    }
  });

  it('is spoken with over HTTP Basic in UTF-8', async () => {
    const { createApiClient } = await import('./client.js');
    const requests: Request[] = [];
    const client = createApiClient('http://farm.example/flamenco/', {
      auth: { username: WORKER_ID, password: 'geheimnïs' },
      userAgent: 'Flamenco/4.0.0 (test)',
      fetch: (request) => {
        requests.push(request);
        return Promise.resolve(Response.json({ code: 409, message: 'not yours' }, { status: 409 }));
      },
    });
    const { response, error } = await client.POST('/api/v3/worker/task/{task_id}', {
      params: { path: { task_id: 'a b' } },
      body: { activity: 'Started' },
    });
    expect([response.status, error]).toEqual([409, { code: 409, message: 'not yours' }]);
    const [request] = requests;
    expect(request?.url).toBe('http://farm.example/flamenco/api/v3/worker/task/a%20b');
    expect(request?.headers.get('user-agent')).toBe('Flamenco/4.0.0 (test)');
    const credentials = request?.headers.get('authorization')?.replace('Basic ', '') ?? '';
    expect(Buffer.from(credentials, 'base64').toString('utf8')).toBe(`${WORKER_ID}:geheimnïs`);
  });
});
