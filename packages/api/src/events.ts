import type { Schemas } from './operation-types.js';

/** Topics with one name for the whole farm: rooms of Socket.IO, and the ends of MQTT topics (contract 08 §1). */
export const TOPICS = {
  lifeCycle: '/lifecycle',
  farmStatus: '/status',
  jobs: '/jobs',
  lastRendered: '/last-rendered',
  workers: '/workers',
  workerTags: '/workertags',
} as const;

/** Topic of the task updates of one job. The updates of the job itself have the topic `/jobs`. */
export const jobTopic = (jobId: string) => `/jobs/${jobId}` as const;

/** Topic of the images of one job. */
export const jobLastRenderedTopic = (jobId: string) => `/jobs/${jobId}/last-rendered` as const;

/** Topic of the log of one task. */
export const taskLogTopic = (taskId: string) => `/tasklog/${taskId}` as const;

/** Where an event is published. */
export type Topic =
  | (typeof TOPICS)[keyof typeof TOPICS]
  | ReturnType<typeof jobTopic>
  | ReturnType<typeof jobLastRenderedTopic>
  | ReturnType<typeof taskLogTopic>;

/** The name that Socket.IO sends with each kind of event (contract 08 §1). */
export const SOCKET_EVENTS = {
  lifeCycle: '/lifecycle',
  farmStatus: '/status',
  job: '/jobs',
  task: '/task',
  lastRendered: '/last-rendered',
  taskLog: '/tasklog',
  worker: '/workers',
  workerTag: '/workertags',
} as const;

/** The event with which clients subscribe and unsubscribe. */
export const SUBSCRIPTION_EVENT = '/subscription';

/** A job is gone; all but `id` and `was_deleted` is empty (contract 08 §2). */
export type EventJobDeleted = Omit<Schemas['EventJobUpdate'], 'status' | 'name' | 'was_deleted'> & {
  readonly status: '';
  readonly was_deleted: true;
};

/** What each kind of event carries (contract 08 §2). */
export interface EventPayloads {
  readonly lifeCycle: Schemas['EventLifeCycle'];
  readonly farmStatus: Schemas['EventFarmStatus'];
  readonly job: Schemas['EventJobUpdate'] | EventJobDeleted;
  readonly task: Schemas['EventTaskUpdate'];
  readonly lastRendered: Schemas['EventLastRenderedUpdate'];
  readonly taskLog: Schemas['EventTaskLogUpdate'];
  readonly worker: Schemas['EventWorkerUpdate'];
  readonly workerTag: Schemas['EventWorkerTagUpdate'];
}

/** A kind of event, named for what it tells about. */
export type EventKind = keyof EventPayloads;

/** What a client sends with `SUBSCRIPTION_EVENT`. */
export type Subscription = Schemas['SocketIOSubscription'];
