import type { Schemas, WorkerOperationId } from '@flamenco/api';
import { FarmError } from '../../farm/errors.js';
import type { Farm } from '../../farm/farm.js';
import { mayWorkerRun } from '../../farm/use-cases/tasks/may-worker-run.js';
import { scheduleTask } from '../../farm/use-cases/tasks/schedule-task.js';
import { takeOutput } from '../../farm/use-cases/tasks/take-output.js';
import { takeTaskUpdate } from '../../farm/use-cases/tasks/take-task-update.js';
import { changeState } from '../../farm/use-cases/workers/change-state.js';
import { pollState } from '../../farm/use-cases/workers/poll-state.js';
import { registerWorker } from '../../farm/use-cases/workers/register-worker.js';
import { signOff } from '../../farm/use-cases/workers/sign-off.js';
import { signOn } from '../../farm/use-cases/workers/sign-on.js';
import type { Handlers } from '../context.js';
import { toAssignedTask, toMayKeepRunning, toRegisteredWorker } from '../wire.js';
import { hashSecret, LONGEST_SECRET_BYTES } from '../worker-auth.js';
import { longestWaitMs } from './longest-wait.js';

/** What this Manager offers its own Workers beyond the original, by the names of the API description (D6.11). */
const EXTRAS = ['task-wait', 'task-give-back', 'frame-times', 'status-reason', 'storage-check'] as const;

/** All but those of extra-storage.ts. */
type WorkerOperations = Pick<
  Handlers,
  'registerWorker' | Exclude<WorkerOperationId, 'nextStorageQuestion' | 'answerStorageQuestion'>
>;

/** What Workers call (contract 01 §4). */
export function workerOperations(farm: Farm): WorkerOperations {
  return {
    registerWorker: async ({ body }, { clientAddress: address }) => {
      checkSecret(body.secret);
      const secretHash = await hashSecret(body.secret);
      const { name, platform, supported_task_types: taskTypes } = body;
      const worker = await registerWorker(farm, { name, secretHash, platform, taskTypes, address });
      return { status: 200, body: toRegisteredWorker(worker) };
    },

    signOn: async ({ body }, { worker, clientAddress }) => {
      const status = await signOn(farm, worker.id, introduction(body, clientAddress));
      return { status: 200, body: { status_requested: status, extras: EXTRAS } };
    },

    signOff: async (_, { worker }) => {
      await signOff(farm, worker.id);
      return { status: 204 };
    },

    workerState: async (_, { worker }) => {
      const status = await pollState(farm, worker.id);
      return status === undefined ? { status: 204 } : { status: 200, body: { status_requested: status } };
    },

    workerStateChanged: async ({ body }, { worker }) => {
      await changeState(farm, worker.id, body.status, body.reason);
      return { status: 204 };
    },

    scheduleTask: async ({ headers }, context) => {
      const wantedMs = headers['X-Flamenco-Wait'] ?? 0;
      const waitMs = wantedMs > 0 ? Math.min(wantedMs, longestWaitMs(farm.config.current())) : 0;
      const signal = waitMs > 0 ? context.signal : undefined;
      const result = await scheduleTask(farm, {
        workerId: context.worker.id,
        waitMs,
        signal,
        waits: () => context.keepOpen(),
      });
      switch (result.outcome) {
        case 'assigned':
          return { status: 200, body: toAssignedTask(result.assigned) };
        case 'nothing':
          return { status: 204 };
        case 'change-status':
          return { status: 423, body: { status_requested: result.status } };
      }
    },

    taskUpdate: async ({ path, body }, { worker }) => {
      const { taskStatus, activity, log, steps_completed: stepsCompleted } = body;
      const frameTimes = body.frame_times?.map(({ frame, duration_ms: durationMs }) => ({ frame, durationMs }));
      await takeTaskUpdate(farm, worker.id, path.task_id, { taskStatus, activity, log, stepsCompleted, frameTimes });
      return { status: 204 };
    },

    mayWorkerRun: async ({ path }, { worker }) => ({
      status: 200,
      body: toMayKeepRunning(await mayWorkerRun(farm, worker.id, path.task_id)),
    }),

    taskOutputProduced: async ({ path, body }, { worker }) => {
      await takeOutput(farm, worker.id, path.task_id, body);
      return { status: 202 };
    },
  };
}

/** An empty secret protects nothing, and of a longer one bcrypt ignores the end (contract 01 §1.7). */
function checkSecret(secret: string): void {
  const bytes = Buffer.byteLength(secret);
  if (bytes > 0 && bytes <= LONGEST_SECRET_BYTES) return;
  throw new FarmError('invalid', {
    tag: 'bad-registration',
    field: 'secret',
    problem: bytes === 0 ? 'empty' : 'too-long',
  });
}

function introduction(body: Schemas['WorkerSignOn'], address: string) {
  return {
    name: body.name,
    address,
    softwareVersion: body.software_version,
    taskTypes: body.supported_task_types,
    canRestart: body.can_restart ?? false,
    canTest: body.can_test ?? false,
    canCheckStorage: body.can_check_storage ?? false,
    hostFacts: body.host,
  };
}
