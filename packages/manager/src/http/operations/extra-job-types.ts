import type { Schemas } from '@flamenco/api';
import type { Farm } from '../../farm/farm.js';
import type { JobTypeProblem, JsonObject } from '../../farm/ports.js';
import { listJobTypeProblems } from '../../farm/use-cases/job-types/job-type-problems.js';
import { changeSettings } from '../../farm/use-cases/jobs/change-settings.js';
import { fetchJob } from '../../farm/use-cases/jobs/job-queries.js';
import { tryScript } from '../../farm/use-cases/job-types/try-script.js';
import type { TrialProblem, TrialResult } from '../../farm/use-cases/job-types/try-script.js';
import type { Handlers } from '../context.js';
import { toJob } from '../wire.js';

type JobTypeOperations = Pick<Handlers, 'getJobTypeProblems' | 'checkJobTypeScript' | 'changeJobSettings'>;

const DEFAULT_FILE_NAME = 'job_type.js';

/** For authors of job types, and for jobs that shall be of their type in another way (additions). */
export function extraJobTypeOperations(farm: Farm): JobTypeOperations {
  return {
    getJobTypeProblems: async () => ({
      status: 200,
      body: { problems: (await listJobTypeProblems(farm)).map(toListedProblem) },
    }),

    checkJobTypeScript: async ({ body }, { signal }) => {
      const { source, file_name: fileName = DEFAULT_FILE_NAME, settings, name = '', priority, metadata = {} } = body;
      const job = { name, priority: priority ?? 50, metadata };
      // What came as JSON is JSON.
      const trial = { script: { fileName, source }, job, settings: settings as JsonObject | undefined };
      return { status: 200, body: toTrial(await tryScript(farm, trial, signal)) };
    },

    changeJobSettings: async ({ path, query, body }) => {
      const { tasks, script, warnings } = await changeSettings(farm, path.job_id, {
        settings: body.settings,
        typeEtag: body.type_etag,
        platform: body.submitter_platform ?? 'manager',
        acceptsOtherScript: body.accept_other_script ?? false,
        isDryRun: query.dry_run ?? false,
      });
      const job = toJob(await fetchJob(farm, path.job_id));
      return { status: 200, body: { job, tasks, script, warnings: [...warnings] } };
    },
  };
}

function toListedProblem(problem: JobTypeProblem): Schemas['JobTypeProblem'] {
  return { ...toProblem(problem), ...(problem.name !== '' && { job_type: problem.name }) };
}

function toProblem({ severity, message, file, line, column }: TrialProblem): Schemas['JobTypeProblem'] {
  return {
    ...{ severity, message },
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}

function toTrial({ isSound, jobType, problems, output, compiled }: TrialResult): Schemas['JobTypeCheckResult'] {
  return {
    sound: isSound,
    problems: problems.map(toProblem),
    output: output.map(({ level, args }) => ({ level, args: [...args] })),
    ...(jobType && { job_type: jobType as Schemas['AvailableJobType'] }),
    ...(compiled && { settings: compiled.settings, tasks: compiled.tasks.map(toTask) }),
  };
}

function toTask({
  uuid,
  name,
  type,
  priority,
  commands,
  dependencies,
}: NonNullable<TrialResult['compiled']>['tasks'][number]): Schemas['CompiledTask'] {
  return {
    ...{ id: uuid, name, type, priority, dependencies: [...dependencies] },
    commands: commands.map((command) => ({
      name: command.name,
      parameters: command.parameters ?? {},
      total_step_count: command.totalStepCount,
    })),
  };
}
