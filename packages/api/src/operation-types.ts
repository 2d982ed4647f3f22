import type { components, operations } from './generated/schema.js';

/** The name of an operation of the API. */
export type OperationId = keyof operations;

/** The schemas of the API description by name. */
export type Schemas = components['schemas'];

/** A path, query or header parameter. */
export interface ParameterDescription {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean';
  readonly minimum?: number;
  readonly maximum?: number;
}

/** How an operation takes its body. */
export interface BodyDescription {
  /** `bytes` arrives as a whole, `stream` piece by piece. */
  readonly kind: 'json' | 'bytes' | 'stream';
  readonly contentTypes: readonly string[];
  readonly required: boolean;
  /** Name of the check that a JSON body has to pass: its schema, or the operation where that has no name. */
  readonly check?: string;
  /** Largest accepted body in bytes; absent means the limit for all. */
  readonly limit?: number;
}

/** What router and clients have to know about an operation. */
export interface OperationDescription {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Complete path, parameters in braces. */
  readonly path: string;
  readonly tag: string;
  /** `worker`: needs the credentials of a Worker. */
  readonly security: 'open' | 'worker';
  readonly pathParameters: readonly ParameterDescription[];
  readonly queryParameters: readonly ParameterDescription[];
  readonly headerParameters: readonly ParameterDescription[];
  readonly body?: BodyDescription;
  /** What the answer of each declared status carries. */
  readonly answers: Readonly<Record<number, 'json' | 'text' | 'empty'>>;
}

/** Parameters that an operation does not have. */
type None = Readonly<Record<string, never>>;

type ParametersOf<Id extends OperationId, Place extends 'path' | 'query' | 'header'> = [
  NonNullable<operations[Id]['parameters'][Place]>,
] extends [never]
  ? None
  : NonNullable<operations[Id]['parameters'][Place]>;

type DecodedBody<Body> = Body extends { readonly content: infer Content }
  ? Content extends { readonly 'application/json': infer Json }
    ? Json
    : Content extends { readonly 'application/octet-stream': unknown }
      ? AsyncIterable<Uint8Array>
      : Uint8Array
  : undefined;

/** The body of an operation's request, decoded; undefined where it has none or may be sent without one. */
export type BodyOf<Id extends OperationId> = DecodedBody<operations[Id]['requestBody']>;

type AnswerBody<Response> = Response extends { readonly content: infer Content } ? Content[keyof Content] : undefined;

type StatusOf<Id extends OperationId> = keyof operations[Id]['responses'] & number;

type AnswerOfStatus<Response, Status extends number> = [AnswerBody<Response>] extends [undefined]
  ? { readonly status: Status; readonly body?: undefined }
  : { readonly status: Status; readonly body: AnswerBody<Response> };

/** What an operation can answer by itself: one of its declared statuses with the body that belongs to it. */
export type AnswerOf<Id extends OperationId> = {
  [Status in StatusOf<Id>]: AnswerOfStatus<operations[Id]['responses'][Status], Status>;
}[StatusOf<Id>];

/** Body of the successful answers of an operation. */
export type SuccessOf<Id extends OperationId> = Extract<AnswerOf<Id>, { readonly status: 200 }>['body'];

/** A checked request. */
export interface OperationRequest<Id extends OperationId> {
  readonly path: ParametersOf<Id, 'path'>;
  readonly query: ParametersOf<Id, 'query'>;
  /** Only the headers that the description names, with the description's spelling. */
  readonly headers: ParametersOf<Id, 'header'>;
  readonly body: BodyOf<Id>;
}

/** Answers one operation. `Context` is what its caller knows besides the request. */
export type Handler<Id extends OperationId, Context> = (
  request: OperationRequest<Id>,
  context: Context,
) => AnswerOf<Id> | Promise<AnswerOf<Id>>;

/** Operations that need the credentials of a Worker. */
export type WorkerOperationId =
  | 'signOn'
  | 'signOff'
  | 'workerState'
  | 'workerStateChanged'
  | 'scheduleTask'
  | 'taskUpdate'
  | 'mayWorkerRun'
  | 'taskOutputProduced'
  | 'nextStorageQuestion'
  | 'answerStorageQuestion';

/**
 * One handler for every operation. A missing operation, one that the description does not have, an answer with another
 * status or another body than declared: none of them compiles.
 */
export type OperationHandlers<Context, WorkerContext> = {
  readonly [Id in OperationId]: Handler<Id, Id extends WorkerOperationId ? WorkerContext : Context>;
};
