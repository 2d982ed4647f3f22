import type { JobStatus, TaskStatus } from '@flamenco/api';
import { judgeFailure } from '../../src/farm/rules/failure.js';
import type { FailureFacts, FailureVerdict } from '../../src/farm/rules/failure.js';
import { planJobChange, statusAfter } from '../../src/farm/rules/job-chain.js';
import type { JobStep } from '../../src/farm/rules/job-chain.js';
import { obstacles } from '../../src/farm/rules/obstacles.js';
import type { Reason } from '../../src/farm/rules/reasons.js';
import { moveTasks } from '../../src/farm/rules/tally.js';
import type { TaskTally } from '../../src/farm/rules/tally.js';
import { planRipple } from '../../src/farm/rules/ripple.js';
import { returnedStatus, softFailedStatus } from '../../src/farm/rules/task-change.js';
import { tallyOf } from './any-farm.js';

interface FarmTask {
  readonly name: string;
  readonly type: string;
  readonly dependsOn: readonly string[];
  readonly failedBy: Set<string>;
  status: TaskStatus;
  worker?: string | undefined;
}

/** One job and its Workers in memory: as simple as can be, it does what the rules say and nothing else. */
export class RuleFarm {
  readonly tasks: FarmTask[] = [];
  readonly blocked = new Set<string>();
  job: JobStatus = 'queued';
  why: Reason | undefined;

  constructor(
    readonly workers: readonly string[],
    readonly thresholds = { blocklist: 3, softFail: 3 },
  ) {}

  addTask(name: string, type: string, dependsOn: readonly string[] = []): void {
    this.tasks.push({ name, type, dependsOn, failedBy: new Set(), status: 'queued' });
  }

  /** The Worker asks for a task, and has it then. */
  ask(worker: string): string | undefined {
    const task = this.tasks.find((it) => this.#mayRun(it, worker));
    if (!task) return undefined;
    task.worker = worker;
    this.#change(task, 'active');
    return task.name;
  }

  complete(worker: string): void {
    this.#change(this.#activeOf(worker), 'completed');
  }

  fail(worker: string): FailureVerdict {
    const task = this.#activeOf(worker);
    task.failedBy.add(worker);
    const verdict = judgeFailure(this.#facts(task, worker), this.thresholds);
    if (verdict.block) this.#block(worker, task, verdict);
    this.#end(task, verdict);
    if (verdict.block) this.#failWithNobodyLeft(task.type);
    return verdict;
  }

  statusOf(name: string): TaskStatus | undefined {
    return this.tasks.find((task) => task.name === name)?.status;
  }

  #block(worker: string, failed: FarmTask, verdict: FailureVerdict): void {
    this.blocked.add(`${worker} ${failed.type}`);
    for (const task of this.tasks.filter(({ type }) => type === failed.type)) {
      if (verdict.clears === 'all-tasks' || (verdict.clears === 'other-tasks' && task !== failed)) {
        task.failedBy.delete(worker);
      }
      const isItsFailure = task.status === 'failed' && task.worker === worker;
      if (verdict.requeuesOthers && isItsFailure && this.#others(task, worker).length > 0) {
        this.#change(task, returnedStatus({ status: this.job }));
      }
    }
  }

  /** Tasks that somebody failed and that nobody else may run would wait for ever. */
  #failWithNobodyLeft(type: string): void {
    const isWaiting = ({ status }: FarmTask) => status === 'queued' || status === 'soft-failed' || status === 'paused';
    for (const task of this.tasks.filter((it) => it.type === type && isWaiting(it) && it.failedBy.size > 0)) {
      if (isWaiting(task) && this.#others(task, '').length === 0) this.#change(task, 'failed');
    }
  }

  #end(task: FarmTask, verdict: FailureVerdict): void {
    switch (verdict.outcome) {
      case 'soft-failed':
        return this.#change(task, softFailedStatus({ status: this.job }));
      case 'requeued':
        return this.#change(task, returnedStatus({ status: this.job }));
      case 'failed':
        return this.#change(task, 'failed');
      case 'job-failed':
        task.status = 'failed';
        this.#apply(
          planJobChange({ status: this.job }, this.#tally(), 'failed', { tag: 'no-workers-left', taskType: task.type }),
        );
    }
  }

  #facts(task: FarmTask, worker: string): FailureFacts {
    const ofType = this.tasks.filter(({ type, failedBy }) => type === task.type && failedBy.has(worker));
    const isOther = (it: string) => it !== worker && !this.blocked.has(`${it} ${task.type}`);
    return {
      failedByWorkers: task.failedBy.size,
      workerFailures: ofType.length,
      isExempt: false,
      eligibleForTask: this.#others(task, worker).length,
      eligibleForType: this.workers.filter(isOther).length,
    };
  }

  #others(task: FarmTask, worker: string): string[] {
    return this.workers.filter(
      (it) => it !== worker && !this.blocked.has(`${it} ${task.type}`) && !task.failedBy.has(it),
    );
  }

  #change(task: FarmTask, to: TaskStatus): void {
    task.status = to;
    this.#apply(planRipple({ status: this.job }, this.#tally(), this.#runnable(), to, { failPercentage: 10 }));
  }

  #apply(steps: readonly JobStep[]): void {
    for (const { massChange } of steps) {
      for (const task of this.tasks) if (massChange?.from.includes(task.status)) task.status = massChange.to;
    }
    this.job = statusAfter({ status: this.job }, steps);
    this.why = steps.at(-1)?.reason ?? this.why;
  }

  #mayRun(task: FarmTask, worker: string): boolean {
    const idOf = (name: string) => this.workers.indexOf(name);
    const entries = [...this.blocked].map((entry) => entry.split(' '));
    const blocklist = entries.map(([name = '', taskType = '']) => ({ workerId: idOf(name), taskType }));
    const seen = {
      status: task.status,
      type: task.type,
      workerId: task.worker === undefined ? undefined : idOf(task.worker),
      blockedBy: this.#openDependencies(task),
      failedByWorkerIds: [...task.failedBy].map(idOf),
    };
    const asking = { id: idOf(worker), status: 'awake', taskTypes: ['blender', 'ffmpeg'], tagIds: [] } as const;
    return obstacles(seen, { status: this.job, blocklist }, asking).length === 0;
  }

  #openDependencies(task: FarmTask): number {
    return task.dependsOn.filter((name) => this.statusOf(name) !== 'completed').length;
  }

  #runnable(): number {
    return this.tasks.filter(
      (task) => (task.status === 'queued' || task.status === 'soft-failed') && this.#openDependencies(task) === 0,
    ).length;
  }

  #tally(): TaskTally {
    return this.tasks.reduce<TaskTally>(
      (tally, { status }) => moveTasks({ ...tally, queued: tally.queued + 1 }, 'queued', status),
      tallyOf({}),
    );
  }

  #activeOf(worker: string): FarmTask {
    const task = this.tasks.find((it) => it.status === 'active' && it.worker === worker);
    if (!task) throw new Error(`${worker} has no task`);
    return task;
  }
}
