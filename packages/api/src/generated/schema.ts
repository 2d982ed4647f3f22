// Generated from openapi/flamenco-manager.yaml by `npm run generate`. Do not edit.
export interface paths {
    readonly "/api/v3/version": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Tell name and version of this Manager.
         * @description Clients use it to find out whether there is a Manager at an address, and whether its version changed.
         */
        readonly get: operations["getVersion"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/configuration": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Tell where job files are stored, and whether the Manager still has to be set up. */
        readonly get: operations["getConfiguration"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/configuration/check/shared-storage": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Check whether a path can serve as shared storage.
         * @description Tries whether the Manager can create and write files in the directory. The answer is 200 for every outcome; `is_usable` tells which it was.
         */
        readonly post: operations["checkSharedStoragePath"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/configuration/check/blender": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Look for Blender where it usually is on the Manager's machine. */
        readonly get: operations["findBlenderExePath"];
        readonly put?: never;
        /**
         * Check whether a path or command starts Blender.
         * @description An empty path starts the usual search. The answer is 200 for every outcome; `is_usable` tells which it was.
         */
        readonly post: operations["checkBlenderExePath"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/configuration/setup-assistant": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Save what the setup assistant found out, and restart the Manager with it. */
        readonly post: operations["saveSetupAssistantConfig"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/configuration/file": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the complete configuration, defaults filled in.
         * @description Secrets are masked; a mask that is sent back leaves the secret as it is.
         */
        readonly get: operations["getConfigurationFile"];
        /**
         * Replace the configuration file.
         * @description Keys that are left out keep their values. The settings are checked first; what can change while the Manager runs takes effect at once. The former file is kept as `….bak`.
         */
        readonly put: operations["updateConfigurationFile"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/configuration/variables/{audience}/{platform}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the variables that have a value for this audience and platform.
         * @description An audience or a platform that the Manager does not know gets the answer that fits best.
         */
        readonly get: operations["getVariables"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/configuration/shared-storage/{audience}/{platform}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Tell the job storage location, translated for this audience and platform. */
        readonly get: operations["getSharedStorage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Tell the status of the farm. */
        readonly get: operations["getFarmStatus"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker/register-worker": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Register a new Worker with this Manager.
         * @description Every call makes a new Worker. The UUID in the answer and the secret in the request are the credentials for all other operations of Workers.
         */
        readonly post: operations["registerWorker"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker/sign-on": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Tell the Manager that this Worker is here, and learn which status to take. */
        readonly post: operations["signOn"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker/sign-off": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Mark this Worker as offline and give its tasks back to the farm. */
        readonly post: operations["signOff"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker/state": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Ask whether this Worker should change its status. */
        readonly get: operations["workerState"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker/state-changed": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Tell the Manager the status that this Worker has now. */
        readonly post: operations["workerStateChanged"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker/task": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ask for a task to run. */
        readonly post: operations["scheduleTask"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker/task/{task_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Report status, activity, log or steps of a task that this Worker runs. */
        readonly post: operations["taskUpdate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker/task/{task_id}/may-i-run": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Ask whether this Worker may go on with the task. */
        readonly get: operations["mayWorkerRun"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker/task/{task_id}/output-produced": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Upload an image that the task produced, to be shown as the last rendered one. */
        readonly post: operations["taskOutputProduced"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker-mgt/workers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the Workers of the farm. */
        readonly get: operations["fetchWorkers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker-mgt/workers/{worker_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Fetch one Worker with its tags and latest task. */
        readonly get: operations["fetchWorker"];
        readonly put?: never;
        readonly post?: never;
        /** Remove a Worker from the farm. Best done while it is offline. */
        readonly delete: operations["deleteWorker"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker-mgt/workers/{worker_id}/setstatus": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ask a Worker to change its status. Asking for the status that it has takes an earlier wish back. */
        readonly post: operations["requestWorkerStatusChange"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker-mgt/workers/{worker_id}/setblocklistexempt": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Addition. Say whether a Worker is blocked from a job's tasks after too many failures, as others are. */
        readonly post: operations["setWorkerBlocklistExempt"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker-mgt/workers/{worker_id}/settags": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Replace the tags of a Worker. */
        readonly post: operations["setWorkerTags"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker-mgt/workers/{worker_id}/sleep-schedule": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Fetch the sleep schedule of a Worker. */
        readonly get: operations["fetchWorkerSleepSchedule"];
        readonly put?: never;
        /** Save the sleep schedule of a Worker and apply it. */
        readonly post: operations["setWorkerSleepSchedule"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker-mgt/tags": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the Worker tags. */
        readonly get: operations["fetchWorkerTags"];
        readonly put?: never;
        /** Create a Worker tag. */
        readonly post: operations["createWorkerTag"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker-mgt/tag/{tag_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Fetch one Worker tag. */
        readonly get: operations["fetchWorkerTag"];
        /** Change name and description of a tag. */
        readonly put: operations["updateWorkerTag"];
        readonly post?: never;
        /** Delete a tag. Workers and finished jobs lose it. */
        readonly delete: operations["deleteWorkerTag"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/types": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the job types that can be submitted, sorted by name. */
        readonly get: operations["getJobTypes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/type/{typeName}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Fetch one job type with its settings. */
        readonly get: operations["getJobType"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/types/problems": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List what is wrong with the job type scripts, with file and line.
         * @description Addition. A script with an error is not among the job types; one with a warning is.
         */
        readonly get: operations["getJobTypeProblems"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/types/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Compile a script that the farm does not have, and tell what comes of it.
         * @description Addition. Nothing is stored, neither the script nor what it makes. It runs with the limits that all scripts have. Path variables are not put into the settings.
         */
        readonly post: operations["checkJobTypeScript"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List all jobs, oldest first. */
        readonly get: operations["fetchJobs"];
        readonly put?: never;
        /** Submit a job to the farm. */
        readonly post: operations["submitJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Check whether a job would be accepted, without storing anything. */
        readonly post: operations["submitJobCheck"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/mass-delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Mark all jobs for deletion that were last updated up to a point in time. */
        readonly delete: operations["deleteJobMass"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/mass-delete/what-would-it-do": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Addition. List the jobs that `deleteJobMass` would mark for deletion, oldest first, and change nothing. */
        readonly post: operations["deleteJobMassWhatWouldItDo"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/last-rendered": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Tell where the last rendered image of all jobs can be found. */
        readonly get: operations["fetchGlobalLastRenderedInfo"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/{job_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Fetch one job. */
        readonly get: operations["fetchJob"];
        readonly put?: never;
        readonly post?: never;
        /** Mark a job for deletion. */
        readonly delete: operations["deleteJob"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/{job_id}/what-would-delete-do": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Tell what the deletion of this job would remove. */
        readonly get: operations["deleteJobWhatWouldItDo"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/{job_id}/withdraw-deletion": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Addition. Keep a job that is marked for deletion. Its tasks may run again; those that were canceled for the deletion stay canceled. */
        readonly post: operations["withdrawJobDeletion"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/{job_id}/setfailurelimits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Addition. Give a job limits of its own. What is left out follows the configuration of the Manager. */
        readonly post: operations["setJobFailureLimits"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/{job_id}/settings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Edit settings of a submitted job, and make its tasks anew.
         * @description Addition. A task that compiles to the same name, type and commands stays what it is; other tasks are changed, added or removed. Settings that are `hidden` or not `editable` are refused.
         */
        readonly post: operations["changeJobSettings"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/{job_id}/setstatus": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Change the status of a job. */
        readonly post: operations["setJobStatus"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/{job_id}/setpriority": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Change the priority of a job. */
        readonly post: operations["setJobPriority"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/{job_id}/settag": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Choose by tag which Workers may run this job. Without `id` and `name` all may. */
        readonly post: operations["setJobTag"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/{job_id}/tasks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the tasks of a job in their order. */
        readonly get: operations["fetchJobTasks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/{job_id}/blocklist": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the Workers that are blocked from task types of this job. */
        readonly get: operations["fetchJobBlocklist"];
        readonly put?: never;
        /** Addition. Block Workers from task types of this job by hand, with everything that follows from a block after too many failures. */
        readonly post: operations["addJobBlocklist"];
        /** Take entries off the blocklist of this job. */
        readonly delete: operations["removeJobBlocklist"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/{job_id}/last-rendered": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Tell where the last rendered image of this job can be found. */
        readonly get: operations["fetchJobLastRenderedInfo"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/tasks/{task_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Fetch one task with its commands. */
        readonly get: operations["fetchTask"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/tasks/{task_id}/log": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Tell where the log of this task can be downloaded, and how large it is. */
        readonly get: operations["fetchTaskLogInfo"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/tasks/{task_id}/logtail": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read the last lines of the log, at most 2 KiB. */
        readonly get: operations["fetchTaskLogTail"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/tasks/{task_id}/setstatus": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Change the status of a task by hand. */
        readonly post: operations["setTaskStatus"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/tasks/{task_id}/attempts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the attempts at a task. */
        readonly get: operations["fetchTaskAttempts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/{job_id}/attempts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the attempts at all tasks of a job. */
        readonly get: operations["fetchJobAttempts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker-mgt/workers/{worker_id}/attempts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the attempts of a Worker at all its tasks; also of a deleted Worker. */
        readonly get: operations["fetchWorkerAttempts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker-mgt/workers/{worker_id}/status-history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the statuses that a Worker had; also of a deleted Worker. */
        readonly get: operations["fetchWorkerStatusHistory"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/tasks/{task_id}/frame-times": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List how long each frame of a task took. */
        readonly get: operations["fetchTaskFrameTimes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/{job_id}/frame-times": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List how long each frame of a job took. */
        readonly get: operations["fetchJobFrameTimes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/shaman/checkout/requirements": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Tell which of these files the Manager does not have yet. */
        readonly post: operations["shamanCheckoutRequirements"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/shaman/checkout/create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Create a directory in which all these files are found under their paths. */
        readonly post: operations["shamanCheckout"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/shaman/files/{checksum}/{filesize}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Ask whether the Manager has a file. */
        readonly get: operations["shamanFileStoreCheck"];
        readonly put?: never;
        /** Upload a file. */
        readonly post: operations["shamanFileStore"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/tasks/{task_id}/why": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Explain why this task does not run, or what it is doing.
         * @description Addition. Answers as the scheduler would decide at this moment; nothing changes.
         */
        readonly get: operations["explainTask"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/jobs/{job_id}/why": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Explain why this job does not get on, or what it is doing.
         * @description Addition. Answers as the scheduler would decide at this moment; nothing changes.
         */
        readonly get: operations["explainJob"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker-mgt/workers/{worker_id}/why": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Explain why this Worker has nothing to do, or what it is doing.
         * @description Addition. Answers as the scheduler would decide at this moment; nothing changes.
         */
        readonly get: operations["explainWorker"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/configuration/storage-doctor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Follow a path from a submitted job to the Workers of every platform.
         * @description Addition. Shows with which variable the path is stored, what Workers of each platform get in its place, and whether the Manager itself can read and write there. Nothing changes; a file that tries whether a directory can be written to is removed at once.
         */
        readonly post: operations["diagnosePath"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/configuration/storage-checks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask Workers whether they can read and write at a path.
         * @description Addition. Each Worker gets the path as its platform knows it, and answers when it next talks to the Manager, usually within 10 seconds, also while it renders or sleeps. In a directory it tries to write a small file with a name of its own, which it removes at once. The answer comes before those of the Workers; follow them with `fetchStorageCheck`.
         */
        readonly post: operations["startStorageCheck"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/configuration/storage-checks/{check_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * See what Workers found so far, and why others have not answered.
         * @description Addition. Never waits for anybody. Checks are kept for an hour, the latest 20 of them, and are forgotten when the Manager is restarted.
         */
        readonly get: operations["fetchStorageCheck"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker/storage-question": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Ask which path this Worker should look at.
         * @description Addition, for Workers that said `can_check_storage` when they signed on. As long as a question waits, every answer of the Manager to that Worker has the header `X-Flamenco-Question`. A question that was taken and is not answered within a minute is asked again.
         */
        readonly get: operations["nextStorageQuestion"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v3/worker/storage-question/{check_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Tell what this Worker found at the path. */
        readonly post: operations["answerStorageQuestion"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly FlamencoVersion: {
            /** @description The version for people to read. */
            readonly version: string;
            /** @description The plain version */
            readonly shortversion: string;
            /** @description The name that this Manager was given in its configuration. */
            readonly name: string;
            /** @description The revision of the sources that it was built from. */
            readonly git: string;
        };
        /**
         * @description `active`: at work. `idle`: ready, but nothing to do. `waiting`: there is work, but nobody who is doing it. `asleep`: nothing to do, and all Workers sleep. `inoperative`: no Worker could do anything. `starting`: the Manager does not know yet.
         * @enum {string}
         */
        readonly FarmStatus: "active" | "idle" | "waiting" | "asleep" | "inoperative" | "unknown" | "starting";
        readonly FarmStatusReport: {
            readonly status: components["schemas"]["FarmStatus"];
        };
        readonly ManagerConfiguration: {
            /** @description Directory for job files, as the Manager sees it. */
            readonly storageLocation: string;
            /** @description Whether the Shaman file storage is running. */
            readonly shamanEnabled: boolean;
            /** @description Whether the Manager still has to be set up. */
            readonly isFirstRun: boolean;
        };
        readonly SetupAssistantConfig: {
            /** @description Directory for the shared storage. */
            readonly storageLocation: string;
            readonly blenderExecutable: components["schemas"]["BlenderPathCheckResult"];
        };
        /** @description Variables by name. */
        readonly ManagerVariables: {
            readonly [key: string]: components["schemas"]["ManagerVariable"];
        };
        readonly ManagerVariable: {
            readonly value: string;
            /** @description Whether values found in submitted jobs are replaced by the variable. */
            readonly is_twoway: boolean;
        };
        /**
         * @description Who uses the value of a variable.
         * @enum {string}
         */
        readonly ManagerVariableAudience: "workers" | "users";
        readonly SharedStorageLocation: {
            readonly location: string;
            readonly audience: components["schemas"]["ManagerVariableAudience"];
            readonly platform: string;
            readonly shamanEnabled: boolean;
        };
        readonly PathDiagnosisRequest: {
            /**
             * @description As a submitted job would have it.
             * @example F:\film\shot.blend
             */
            readonly path: string;
            /**
             * @description The submitter's operating system; the Manager's if left out.
             * @example windows
             */
            readonly platform?: string;
            /** @description A platform of Workers to look at besides the usual ones and those that the variables name. */
            readonly worker_platform?: string;
        };
        readonly PathDiagnosis: {
            readonly path: string;
            /** @description Where the path is from. */
            readonly platform: string;
            /** @description How it is stored with a job. */
            readonly stored: string;
            /** @description The two-way variable whose value begins the path; absent if none does. */
            readonly variable?: string;
            readonly seen: readonly components["schemas"]["PathSeen"][];
            readonly manager: components["schemas"]["PathAtManager"];
            /** @description What is odd, and what would help, in words for the user. */
            readonly remarks: readonly string[];
        };
        readonly PathSeen: {
            /** @description Operating system of a Worker. */
            readonly platform: string;
            /** @description What a Worker with it gets. */
            readonly path: string;
            /** @description Whether that can be a path of that platform. */
            readonly is_good: boolean;
        };
        /** @description What the Manager itself finds at its own form of the path. */
        readonly PathAtManager: components["schemas"]["StorageFindings"] & {
            /** @description What was found, in words for the user. */
            readonly cause: string;
        };
        /** @description What a program finds at a path of its machine. */
        readonly StorageFindings: {
            readonly path: string;
            /**
             * @description `unknown` when it could not be looked at.
             * @enum {string}
             */
            readonly kind: "directory" | "file" | "other" | "nothing" | "unknown";
            readonly can_read: boolean;
            /** @description For a directory, whether a file could be written there and read back. For a file, whether it can be opened for writing. */
            readonly can_write: boolean;
            /** @description Of a directory that can be read. */
            readonly is_empty?: boolean;
            /** @description Where there is nothing, the nearest directory above that exists. */
            readonly nearest?: string;
            readonly owner?: components["schemas"]["StorageOwner"];
            /** @description The user that the program runs as. */
            readonly user?: string;
            /**
             * Format: int64
             * @description Space that is left for this user.
             */
            readonly free_bytes?: number;
            /** Format: int64 */
            readonly total_bytes?: number;
            /** @description How long the storage took to answer, in milliseconds. */
            readonly took_ms: number;
            readonly troubles: readonly components["schemas"]["StorageTrouble"][];
        };
        /** @description Whom it belongs to; not on Windows. */
        readonly StorageOwner: {
            readonly uid: number;
            readonly gid: number;
            /** @example rwxr-xr-x */
            readonly rights: string;
        };
        /** @description What went wrong. */
        readonly StorageTrouble: {
            /** @enum {string} */
            readonly step: "find" | "read" | "write" | "remove" | "measure";
            /** @description The system's code such as `EACCES`; `relative` for a path that does not say where it begins, `late` when the storage did not answer in time, `forgets` when something else was read back, `broken` when the check itself did not work. */
            readonly code: string;
            /** @description In words for people, without the path. */
            readonly message: string;
        };
        readonly StorageQuestion: {
            /** @description With this the answer is given. */
            readonly id: string;
            /** @description What this Worker calls the path. */
            readonly path: string;
        };
        readonly StorageCheckRequest: {
            /**
             * @description As a submitted job would have it.
             * @example /mnt/flamenco
             */
            readonly path: string;
            /**
             * @description The submitter's operating system; the Manager's if left out.
             * @example linux
             */
            readonly platform?: string;
            /** @description UUIDs of the Workers to ask; all of the farm if left out. */
            readonly workers?: readonly string[];
            /** @description UUID of a tag; only Workers that have it are asked. */
            readonly tag?: string;
        };
        /** @description A path, and what everybody found there so far. */
        readonly StorageCheck: {
            readonly id: string;
            readonly path: string;
            /** @description Where the path is from. */
            readonly platform: string;
            /** Format: date-time */
            readonly started_at: string;
            /**
             * Format: date-time
             * @description When it is forgotten at the latest.
             */
            readonly expires_at: string;
            /** @description Whether all Workers that can answer at present have answered. */
            readonly is_complete: boolean;
            readonly manager?: components["schemas"]["PathAtManager"];
            readonly workers: readonly components["schemas"]["StorageCheckWorker"][];
        };
        readonly StorageCheckWorker: {
            readonly id: string;
            readonly name: string;
            readonly platform: string;
            /** @description What the Worker calls the path. */
            readonly path: string;
            readonly state: components["schemas"]["StorageCheckState"];
            /** @description What the Worker found, or why there is no answer, for the user. */
            readonly explanation: string;
            /** Format: date-time */
            readonly answered_at?: string;
            readonly findings?: components["schemas"]["StorageFindings"];
        };
        /**
         * @description `waiting`: answers when it talks to the Manager next. `checking`: looks at the path. `overdue`: took the question long ago, and is asked again. `offline` and `lost`: answers if it is back before the check is forgotten. `deleted`: will not answer. `cannot-answer`: its version knows no such questions. `no-path`: was not asked, because its platform has no such path.
         * @enum {string}
         */
        readonly StorageCheckState: "answered" | "waiting" | "checking" | "overdue" | "offline" | "lost" | "deleted" | "cannot-answer" | "no-path";
        readonly PathCheckInput: {
            readonly path: string;
        };
        readonly PathCheckResult: {
            /** @description The path that was checked. */
            readonly path: string;
            readonly is_usable: boolean;
            /** @description Why it can or cannot be used, in words for the user. */
            readonly cause: string;
        };
        readonly BlenderPathFindResult: readonly components["schemas"]["BlenderPathCheckResult"][];
        readonly BlenderPathCheckResult: {
            /** @description What was looked for. */
            readonly input: string;
            /** @description The executable that was found. */
            readonly path: string;
            readonly source: components["schemas"]["BlenderPathSource"];
            readonly is_usable: boolean;
            /** @description The version of Blender, or why it cannot be used. */
            readonly cause: string;
        };
        /**
         * @description How the executable was found. `default` means that the user wants no particular one, and Workers use whatever Blender they have.
         * @enum {string}
         */
        readonly BlenderPathSource: "file_association" | "path_envvar" | "system_location" | "input_path" | "default";
        /**
         * @description What a Worker does. `restart` exists only as a request.
         * @enum {string}
         */
        readonly WorkerStatus: "starting" | "awake" | "asleep" | "error" | "testing" | "offline" | "restart";
        readonly WorkerRegistration: {
            /** @example workstation-7 */
            readonly name: string;
            /** @description Chosen by the Worker, at most 72 bytes. */
            readonly secret: string;
            /** @description Operating system, usually `linux`, `windows` or `darwin`. */
            readonly platform: string;
            readonly supported_task_types: readonly string[];
        };
        readonly RegisteredWorker: {
            readonly uuid: string;
            readonly name: string;
            /** @description IP address of the Worker. */
            readonly address: string;
            readonly platform: string;
            /** @description Version of the Worker; known after the first sign-on. */
            readonly software: string;
            readonly status: components["schemas"]["WorkerStatus"];
            readonly supported_task_types: readonly string[];
        };
        readonly WorkerSignOn: {
            readonly name: string;
            readonly supported_task_types: readonly string[];
            readonly software_version: string;
            /** @description Whether the Worker can restart itself when asked to. */
            readonly can_restart?: boolean;
            /** @description Addition. Whether the Worker can test itself when asked to take the status `testing`. */
            readonly can_test?: boolean;
            /** @description Addition. Whether the Worker answers questions about paths (`nextStorageQuestion`). */
            readonly can_check_storage?: boolean;
            /** @description Addition. What the Worker knows about its machine. */
            readonly host?: components["schemas"]["HostFacts"];
        };
        /** @description Facts about a Worker's machine, for people; what its system does not tell is left out. */
        readonly HostFacts: {
            /** @description The operating system in words. */
            readonly os?: string;
            readonly cpu_model?: string;
            /** @description How many threads the processors run at the same time. */
            readonly cpu_threads?: number;
            /** Format: int64 */
            readonly memory_bytes?: number;
            readonly gpus?: readonly components["schemas"]["HostGpu"][];
            readonly storage?: components["schemas"]["HostStorage"];
        };
        readonly HostGpu: {
            readonly name: string;
            /**
             * Format: int64
             * @description Its own memory.
             */
            readonly memory_bytes?: number;
        };
        /** @description Space in the shared storage as the Worker saw it when it signed on. */
        readonly HostStorage: {
            /** Format: int64 */
            readonly total_bytes: number;
            /**
             * Format: int64
             * @description What this Worker may still fill.
             */
            readonly free_bytes: number;
        };
        readonly WorkerStateChange: {
            readonly status_requested: components["schemas"]["WorkerStatus"];
            /** @description Addition, in the answer to a sign-on only. What this Manager offers beyond the original: `task-wait` (the header `X-Flamenco-Wait`), `task-give-back` (a task update with status `queued` gives the task back), `frame-times` (the property `frame_times` of a task update), `status-reason` (the property `reason` of a changed state) and `storage-check` (`nextStorageQuestion`, and the header `X-Flamenco-Question` in answers while a question waits). */
            readonly extras?: readonly string[];
        };
        readonly WorkerStateChanged: {
            readonly status: components["schemas"]["WorkerStatus"];
            /** @description Addition. Why, if the Worker or the owner of its machine decided that; the history of the Worker shows it, up to 1000 characters. */
            readonly reason?: string;
        };
        /** @description A task as its Worker gets it, variables replaced. */
        readonly AssignedTask: {
            /** @description UUID of the task. */
            readonly uuid: string;
            /** @description UUID of the job. */
            readonly job: string;
            readonly name: string;
            readonly status: components["schemas"]["TaskStatus"];
            readonly priority: number;
            readonly job_priority: number;
            readonly job_type: string;
            readonly task_type: string;
            readonly commands: readonly components["schemas"]["Command"][];
            readonly steps_completed: number;
            readonly steps_total: number;
        };
        /** @description One thing that a task does. */
        readonly Command: {
            readonly name: string;
            /** @description What the command needs. A parameter that its job type leaves undefined is `null`. */
            readonly parameters: {
                readonly [key: string]: unknown;
            };
            /** @description How many steps the command reports while it runs. 0 if it reports none; the Worker then reports one when the command is done. */
            readonly total_step_count: number;
        };
        /** @enum {string} */
        readonly TaskStatus: "active" | "canceled" | "completed" | "failed" | "queued" | "soft-failed" | "paused";
        /** @description News about a task. What is left out did not change. */
        readonly TaskUpdate: {
            readonly taskStatus?: components["schemas"]["TaskStatus"];
            /** @description What the Worker is doing, in a few words. */
            readonly activity?: string;
            /** @description Lines for the log of the task, to be appended. */
            readonly log?: string;
            /** @description Completed steps in total, not since the last update. */
            readonly steps_completed?: number;
            /** @description Addition, announced as `frame-times` at sign-on. Frames that were finished since the last update. */
            readonly frame_times?: readonly components["schemas"]["ReportedFrame"][];
        };
        /** @description How long one frame took. */
        readonly ReportedFrame: {
            /** @description Number of the frame; may be negative. */
            readonly frame: number;
            /** @description Milliseconds from the start of the frame to its image. */
            readonly duration_ms: number;
        };
        readonly MayKeepRunning: {
            readonly mayKeepRunning: boolean;
            /** @description Why the Worker has to stop; empty if it may go on. */
            readonly reason: string;
            /** @description Whether the reason is that the Worker has to change its own status. */
            readonly statusChangeRequested: boolean;
        };
        /** @description Addition. How many there are on all pages together; only in answers to requests with `limit` or `offset`. */
        readonly ListTotal: number;
        readonly TaskAttemptList: {
            readonly attempts: readonly components["schemas"]["TaskAttempt"][];
            /** @description How many there are on all pages together. */
            readonly total: number;
        };
        /** @description One time that a Worker had a task. */
        readonly TaskAttempt: {
            readonly id: number;
            readonly task_id: string;
            readonly task_name: string;
            readonly task_type: string;
            readonly job_id: string;
            readonly worker_id: string;
            readonly worker_name: string;
            /** Format: date-time */
            readonly started_at: string;
            /**
             * Format: date-time
             * @description Left out while it goes on.
             */
            readonly ended_at?: string;
            /** @description Left out while it goes on. */
            readonly duration_seconds?: number;
            readonly outcome?: components["schemas"]["TaskAttemptOutcome"];
            /** @description Why it ended, a sentence; left out if there is none. */
            readonly reason?: string;
        };
        /**
         * @description How an attempt ended. `requeued` means that the task went back to the pool.
         * @enum {string}
         */
        readonly TaskAttemptOutcome: "completed" | "failed" | "requeued" | "canceled" | "paused" | "timed-out";
        readonly WorkerStatusHistory: {
            readonly statuses: readonly components["schemas"]["WorkerStatusPeriod"][];
            /** @description How many there are on all pages together. */
            readonly total: number;
        };
        /** @description A status that a Worker had for some time. */
        readonly WorkerStatusPeriod: {
            readonly status: components["schemas"]["WorkerStatus"];
            /** Format: date-time */
            readonly since: string;
            /**
             * Format: date-time
             * @description Left out for the present status.
             */
            readonly until?: string;
            /** @description Why it changed, or who wanted that; left out if the Worker just said so. */
            readonly reason?: string;
        };
        readonly FrameTimeList: {
            readonly frame_times: readonly components["schemas"]["FrameTime"][];
            /** @description How many there are on all pages together. */
            readonly total: number;
        };
        /** @description How long a Worker took for a frame. A frame that was rendered twice is there twice. */
        readonly FrameTime: {
            readonly frame: number;
            readonly duration_ms: number;
            /**
             * Format: date-time
             * @description When the Manager heard of it.
             */
            readonly finished_at: string;
            readonly task_id: string;
            readonly worker_id: string;
            readonly worker_name: string;
            /** @description The attempt of which it was a part. */
            readonly attempt_id?: number;
        };
        readonly WorkerList: {
            readonly workers: readonly components["schemas"]["WorkerSummary"][];
            readonly total?: components["schemas"]["ListTotal"];
        };
        readonly WorkerSummary: {
            readonly id: string;
            readonly name: string;
            readonly status: components["schemas"]["WorkerStatus"];
            readonly status_change?: components["schemas"]["WorkerStatusChangeRequest"];
            /**
             * Format: date-time
             * @description When the Manager last heard of it.
             */
            readonly last_seen?: string;
            /** @description Version of the Worker. */
            readonly version: string;
            readonly can_restart: boolean;
            /** @description Addition. The Worker is never blocked for its failures; left out if it is treated like others. */
            readonly blocklist_exempt?: boolean;
        };
        readonly Worker: components["schemas"]["WorkerSummary"] & {
            readonly ip_address: string;
            readonly platform: string;
            readonly supported_task_types: readonly string[];
            readonly task?: components["schemas"]["WorkerTask"];
            readonly tags?: readonly components["schemas"]["WorkerTag"][];
            /** @description Addition. What the Worker told about its machine when it last signed on. */
            readonly host?: components["schemas"]["HostFacts"];
        };
        /** @description The task that a Worker runs, or else the one that it had last. */
        readonly WorkerTask: components["schemas"]["TaskSummary"] & {
            readonly job_id: string;
        };
        readonly WorkerBlocklistExemption: {
            /** @description True if failures never get the Worker blocked. */
            readonly blocklist_exempt: boolean;
        };
        readonly WorkerStatusChangeRequest: {
            readonly status: components["schemas"]["WorkerStatus"];
            /** @description Whether the Worker may finish its task first. */
            readonly is_lazy: boolean;
        };
        /** @description When a Worker sleeps, in the time zone of the Manager. A window that ends before it starts goes on past midnight and belongs to the day on which it starts. */
        readonly WorkerSleepSchedule: {
            readonly is_active: boolean;
            /** @description Days, like `mo tu fr` or `mo-fr`. Empty means every day. */
            readonly days_of_week: string;
            /**
             * Format: HH:MM
             * @description Empty means the start of the day.
             */
            readonly start_time: string;
            /**
             * Format: HH:MM
             * @description Empty means the end of the day.
             */
            readonly end_time: string;
        };
        readonly WorkerTag: {
            /** @description UUID of the tag; made up by the Manager if left out. */
            readonly id?: string;
            /** @description Unique among all tags. */
            readonly name: string;
            readonly description?: string;
        };
        readonly WorkerTagList: {
            readonly tags?: readonly components["schemas"]["WorkerTag"][];
            readonly total?: components["schemas"]["ListTotal"];
        };
        readonly WorkerTagChangeRequest: {
            readonly tag_ids: readonly string[];
        };
        readonly AvailableJobTypes: {
            readonly job_types: readonly components["schemas"]["AvailableJobType"][];
        };
        /** @description A kind of job that can be submitted, and the settings that it takes. */
        readonly AvailableJobType: {
            readonly name: string;
            /** @description The name for people to read. */
            readonly label: string;
            readonly description?: string;
            readonly settings: readonly components["schemas"]["AvailableJobSetting"][];
            /** @description Changes when the settings change. Sent back at submission to find out about outdated settings. */
            readonly etag: string;
        };
        readonly AvailableJobSetting: {
            /** @description Unique within the job type. */
            readonly key: string;
            readonly type: components["schemas"]["AvailableJobSettingType"];
            readonly subtype?: components["schemas"]["AvailableJobSettingSubtype"];
            /** @description The values that a string setting can take. */
            readonly choices?: readonly string[];
            /** @description Further arguments for the property that Blender shows for this setting. */
            readonly propargs?: {
                readonly [key: string]: unknown;
            };
            /** @description What the setting does. */
            readonly description?: unknown;
            /** @description The name for people to read; made from the key if left out. */
            readonly label?: unknown;
            /** @description The value until the user chooses another. */
            readonly default?: unknown;
            /** @description A Python expression that Blender runs to find the value. */
            readonly eval?: string;
            readonly evalInfo?: components["schemas"]["AvailableJobSettingEvalInfo"];
            readonly visible?: components["schemas"]["AvailableJobSettingVisibility"];
            /**
             * @description Whether a job needs a value for it.
             * @default false
             */
            readonly required?: boolean;
            /**
             * @description Whether users may change the value.
             * @default false
             */
            readonly editable?: boolean;
        };
        /** @enum {string} */
        readonly AvailableJobSettingType: "string" | "int32" | "float" | "bool";
        /**
         * @description What a string stands for. `hashed_file_path` is a directory followed by `/######`.
         * @enum {string}
         */
        readonly AvailableJobSettingSubtype: "file_path" | "dir_path" | "file_name" | "hashed_file_path";
        /**
         * @description Where a setting is shown: everywhere, nowhere, only while submitting, or only in the web interface.
         * @default visible
         * @enum {string}
         */
        readonly AvailableJobSettingVisibility: "visible" | "hidden" | "submission" | "web";
        /** @description How user interfaces show that a value can be found by running `eval`. */
        readonly AvailableJobSettingEvalInfo: {
            /**
             * @description Whether users can choose between their own value and the one of `eval`.
             * @default false
             */
            readonly showLinkButton: boolean;
            /**
             * @description What the value of `eval` is.
             * @default
             */
            readonly description: string;
        };
        /** @description Addition. What is wrong with the job type scripts. */
        readonly JobTypeProblems: {
            readonly problems: readonly components["schemas"]["JobTypeProblem"][];
        };
        /** @description Addition. Something wrong with a script, the settings or the tasks. An error keeps the script or the job from being used, a warning does not. */
        readonly JobTypeProblem: {
            /** @enum {string} */
            readonly severity: "error" | "warning";
            /** @description What is wrong and what to do. */
            readonly message: string;
            /** @description Name of the job type; left out for a problem of a whole folder. */
            readonly job_type?: string;
            /** @description The script */
            readonly file?: string;
            /** @description From 1. */
            readonly line?: number;
            /** @description From 1. */
            readonly column?: number;
        };
        /** @description Addition. A job type script, and the job to try it with. */
        readonly JobTypeCheck: {
            /** @description The whole script. */
            readonly source: string;
            /** @description Name of its file, `job_type.js` if left out; the job type is named after it. */
            readonly file_name?: string;
            /** @description What to compile with. Left out, only `JOB_TYPE` is looked at; `{}` compiles with the defaults. */
            readonly settings?: components["schemas"]["JobSettings"];
            /** @description Name of the job. */
            readonly name?: string;
            /**
             * @description Priority of the job.
             * @default 50
             */
            readonly priority?: number;
            readonly metadata?: components["schemas"]["JobMetadata"];
        };
        /** @description Addition. What a script is, and what it makes of a job. */
        readonly JobTypeCheckResult: {
            /** @description Whether there is no error among the problems. */
            readonly sound: boolean;
            readonly job_type?: components["schemas"]["AvailableJobType"];
            readonly problems: readonly components["schemas"]["JobTypeProblem"][];
            /** @description What the script printed. */
            readonly output: readonly components["schemas"]["PrintedLine"][];
            readonly settings?: components["schemas"]["JobSettings"];
            /** @description The tasks of the job; left out if none was compiled. */
            readonly tasks?: readonly components["schemas"]["CompiledTask"][];
        };
        /** @description Addition. Settings of a job that shall have other values. */
        readonly JobSettingsEdit: {
            /** @description The values by key; `null` for the default. What is not named stays. */
            readonly settings: components["schemas"]["JobSettings"];
            /** @description The `etag` of the job type as the client knows it. Without one, nothing is compared. */
            readonly type_etag?: string;
            /** @description Operating system of the client, which tells how to read its paths; the Manager's if left out. */
            readonly submitter_platform?: string;
            /** @description Edit the job also if the script of its job type is not the one that made its tasks. */
            readonly accept_other_script?: boolean;
        };
        /** @description Addition. What edited settings do to a job. */
        readonly JobSettingsEffect: {
            readonly job: components["schemas"]["Job"];
            readonly tasks: components["schemas"]["JobSettingsTasks"];
            /**
             * @description Whether the script of the job type is still the one that made the job's tasks; `unknown` for jobs of Flamenco 3.
             * @enum {string}
             */
            readonly script: "same" | "changed" | "unknown";
            /** @description What the user should know about the settings, a sentence each. */
            readonly warnings: readonly string[];
        };
        /** @description Addition. How many tasks had which fate. */
        readonly JobSettingsTasks: {
            /** @description Same as before; they keep their status. */
            readonly kept: number;
            /** @description Same as before, but something that they depend on is done again. */
            readonly again: number;
            /** @description Have other commands now and are to be done. */
            readonly changed: number;
            /** @description New and to be done. */
            readonly added: number;
            /** @description New, but they count as completed: all their frames were rendered by completed tasks that the job has no more. */
            readonly done: number;
            /** @description The job has no such task any more, completed or not. */
            readonly removed: number;
            /** @description Of the tasks that are not kept, those that were running. */
            readonly stopped: number;
        };
        /** @description Addition. One call of `print` or `alert`. */
        readonly PrintedLine: {
            /** @enum {string} */
            readonly level: "print" | "alert";
            readonly args: readonly unknown[];
        };
        /** @description Addition. A task as a script made it. */
        readonly CompiledTask: {
            /** @description What `dependencies` of other tasks name. */
            readonly id: string;
            readonly name: string;
            readonly type: string;
            readonly priority: number;
            readonly commands: readonly components["schemas"]["Command"][];
            readonly dependencies: readonly string[];
        };
        /** @description A job as its submitter describes it. */
        readonly SubmittedJob: {
            readonly name: string;
            /** @description Name of the job type. */
            readonly type: string;
            /** @description The `etag` of the job type as the client knows it. Without one, nothing is compared. */
            readonly type_etag?: string;
            /**
             * @description Higher numbers run earlier.
             * @default 50
             */
            readonly priority: number;
            readonly settings?: components["schemas"]["JobSettings"];
            readonly metadata?: components["schemas"]["JobMetadata"];
            /** @description Operating system of the submitter, which tells how to read its paths; `manager` if they are those of the Manager. */
            readonly submitter_platform: string;
            readonly storage?: components["schemas"]["JobStorageInfo"];
            /** @description UUID of the tag whose Workers may run the job. Empty or left out means all Workers. */
            readonly worker_tag?: string;
            readonly initial_status?: components["schemas"]["JobStatus"];
            /** @description Addition. Instead of the Manager's own setting, after how many failed tasks of one type a Worker gets no more of them; 0 for never. */
            readonly blocklist_threshold?: number;
            /** @description Addition. Instead of the Manager's own setting, how many Workers have to fail a task before it counts as failed. */
            readonly task_fail_after_softfail_count?: number;
        };
        readonly Job: components["schemas"]["SubmittedJob"] & {
            /** @description UUID of the job. */
            readonly id: string;
            /** Format: date-time */
            readonly created: string;
            /** Format: date-time */
            readonly updated: string;
            readonly status: components["schemas"]["JobStatus"];
            /** @description What last happened to the job. */
            readonly activity: string;
            /** @description Completed steps of all tasks. */
            readonly steps_completed: number;
            /** @description Steps of all tasks. */
            readonly steps_total: number;
            /**
             * Format: date-time
             * @description When somebody asked to delete the job; left out if nobody did.
             */
            readonly delete_requested_at?: string;
            /** @description Addition. Why the last attempt to delete the job failed; left out if none did. It is tried again. */
            readonly deletion_error?: string;
            /** @description Addition. What the submitter should know about this job's settings, a sentence each. Left out if there is nothing. */
            readonly warnings?: readonly string[];
            readonly task_counts?: components["schemas"]["JobTaskCounts"];
            /**
             * Format: date-time
             * @description Addition. When the first of its tasks began; left out before that.
             */
            readonly started_at?: string;
            /**
             * Format: date-time
             * @description Addition. When the job was completed, failed or canceled; left out while it has not ended.
             */
            readonly finished_at?: string;
            /** @description Addition. For how long at least one of its tasks was active: pauses, and waiting for Workers, do not count. */
            readonly elapsed_seconds?: number;
            /** @description Addition. The mean over the frames of which Workers told how long they took; left out if none did. */
            readonly average_frame_seconds?: number;
            readonly estimate?: components["schemas"]["JobEstimate"];
        };
        /** @description Addition. How many tasks the job has in each status. */
        readonly JobTaskCounts: {
            readonly queued: number;
            readonly "soft-failed": number;
            readonly active: number;
            readonly completed: number;
            readonly failed: number;
            readonly canceled: number;
            readonly paused: number;
        };
        /** @description Addition. How long an active job will still take if as many Workers go on with it as now. Left out while nothing is known that it could rest on. */
        readonly JobEstimate: {
            readonly seconds_left: number;
            readonly basis: components["schemas"]["JobEstimateBasis"];
        };
        /** @description What an estimate rests on. */
        readonly JobEstimateBasis: {
            /** @description Completed tasks of the job whose durations it uses. */
            readonly completed_tasks: number;
            /** @description Completed steps of running tasks that it uses for types of which no task is completed yet. When Blender renders, a step is a frame. */
            readonly running_steps: number;
            /** @description How many Workers these durations are of. */
            readonly workers: number;
            /** @description How many Workers run tasks of the job at the moment. */
            readonly running_workers: number;
            /** @description Tasks that are queued, soft-failed, active or paused. */
            readonly tasks_left: number;
            /** @description How many of those are left out of the estimate because nothing is known of their type. */
            readonly tasks_unknown: number;
        };
        /** @description Values by setting key. */
        readonly JobSettings: {
            readonly [key: string]: unknown;
        };
        /** @description Whatever the submitter wants to remember about the job. */
        readonly JobMetadata: {
            readonly [key: string]: string;
        };
        /** @description Where the files of the job are. */
        readonly JobStorageInfo: {
            /** @description The checkout path that Shaman returned for the job's files. */
            readonly shaman_checkout_id?: string;
        };
        /** @enum {string} */
        readonly JobStatus: "active" | "canceled" | "completed" | "failed" | "paused" | "pause-requested" | "queued" | "cancel-requested" | "requeueing" | "under-construction";
        /** @description Kept for generated clients; no operation uses it. */
        readonly JobsQuery: {
            readonly offset?: number;
            readonly limit?: number;
            readonly order_by?: readonly string[];
            readonly status_in?: readonly components["schemas"]["JobStatus"][];
            readonly metadata?: {
                readonly [key: string]: string;
            };
            readonly settings?: {
                readonly [key: string]: unknown;
            };
        };
        readonly JobsQueryResult: {
            readonly jobs: readonly components["schemas"]["Job"][];
            readonly total?: components["schemas"]["ListTotal"];
        };
        readonly JobTasksSummary: {
            readonly tasks: readonly components["schemas"]["TaskSummary"][];
            readonly total?: components["schemas"]["ListTotal"];
        };
        readonly JobStatusChange: {
            readonly status: components["schemas"]["JobStatus"];
            /** @description Why, in words for people; may be empty. */
            readonly reason: string;
        };
        readonly JobPriorityChange: {
            readonly priority: number;
        };
        readonly JobTagChange: {
            /** @description UUID of the tag. */
            readonly id?: string;
            /** @description Name of the tag; only looked at without an `id`. */
            readonly name?: string;
        };
        readonly JobMassDeletionSelection: {
            /**
             * Format: date-time
             * @description Jobs updated later than this are kept. Needed, although no client can rely on the schema for it.
             */
            readonly last_updated_max?: string;
            /** @description Addition. Also take jobs that are active; their tasks are canceled first. */
            readonly include_active?: boolean;
        };
        readonly JobMassDeletionPreview: {
            readonly jobs: readonly components["schemas"]["JobToDelete"][];
            /** @description How many jobs the selection takes. */
            readonly total: number;
        };
        readonly JobToDelete: {
            readonly id: string;
            readonly name: string;
            readonly status: components["schemas"]["JobStatus"];
            /** Format: date-time */
            readonly updated: string;
        };
        readonly JobFailureLimits: {
            /** @description After how many failed tasks of one type a Worker gets no more of them; 0 for never. */
            readonly blocklist_threshold?: number;
            /** @description How many Workers have to fail a task before it counts as failed. */
            readonly task_fail_after_softfail_count?: number;
        };
        readonly JobDeletionInfo: {
            /** @description Whether the job's files in Shaman would be removed. */
            readonly shaman_checkout: boolean;
        };
        readonly JobBlocklist: readonly components["schemas"]["JobBlocklistEntry"][];
        readonly JobBlocklistEntry: {
            readonly worker_id: string;
            readonly task_type: string;
            readonly worker_name?: string;
        };
        /** @description An image is found at the base, a slash and one of the suffixes. */
        readonly JobLastRenderedImageInfo: {
            /**
             * Format: url
             * @description Path on this Manager.
             */
            readonly base: string;
            /** @description File names, largest image first. */
            readonly suffixes: readonly string[];
        };
        readonly TaskSummary: {
            readonly id: string;
            readonly name: string;
            readonly status: components["schemas"]["TaskStatus"];
            /** @description Counted from 1. */
            readonly index_in_job: number;
            readonly priority: number;
            readonly task_type: string;
            /** Format: date-time */
            readonly updated: string;
            readonly worker?: components["schemas"]["TaskWorker"];
            readonly steps_completed: number;
            readonly steps_total: number;
        };
        readonly Task: {
            readonly id: string;
            /** Format: date-time */
            readonly created: string;
            /** Format: date-time */
            readonly updated: string;
            readonly job_id: string;
            /** @description Counted from 1. */
            readonly index_in_job: number;
            readonly name: string;
            readonly status: components["schemas"]["TaskStatus"];
            readonly priority: number;
            readonly task_type: string;
            readonly activity: string;
            /** @description As stored, variables not replaced. */
            readonly commands: readonly components["schemas"]["Command"][];
            readonly steps_completed: number;
            readonly steps_total: number;
            readonly worker?: components["schemas"]["TaskWorker"];
            /**
             * Format: date-time
             * @description When a Worker last had to do with it; left out if none ever did.
             */
            readonly last_touched?: string;
            readonly failed_by_workers?: readonly components["schemas"]["TaskWorker"][];
        };
        /** @description The Worker that last got the task. All empty if none ever did. */
        readonly TaskWorker: {
            readonly id: string;
            readonly name: string;
            readonly address: string;
        };
        readonly TaskLogInfo: {
            readonly task_id: string;
            readonly job_id: string;
            /** @description Size in bytes. */
            readonly size: number;
            /** @description Path on this Manager. */
            readonly url: string;
        };
        readonly TaskStatusChange: {
            readonly status: components["schemas"]["TaskStatus"];
            /** @description Why, in words for people; may be empty. */
            readonly reason: string;
            /** @description Addition. With the status `queued`: also queue all tasks that depend on this one, directly or through others, whatever became of them. */
            readonly include_dependents?: boolean;
        };
        readonly ShamanRequirementsRequest: {
            readonly files: readonly components["schemas"]["ShamanFileSpec"][];
        };
        readonly ShamanRequirementsResponse: {
            readonly files: readonly components["schemas"]["ShamanFileSpecWithStatus"][];
        };
        readonly ShamanFileSpec: {
            /** @description SHA-256 of the content, in hexadecimal. */
            readonly sha: string;
            /** @description Size in bytes. */
            readonly size: number;
            /** @description Where the file belongs in the checkout. */
            readonly path: string;
        };
        readonly ShamanFileSpecWithStatus: {
            readonly sha: string;
            readonly size: number;
            readonly path: string;
            readonly status: components["schemas"]["ShamanFileStatus"];
        };
        /** @enum {string} */
        readonly ShamanFileStatus: "unknown" | "uploading" | "stored";
        readonly ShamanSingleFileStatus: {
            readonly status: components["schemas"]["ShamanFileStatus"];
        };
        readonly ShamanCheckout: {
            readonly files: readonly components["schemas"]["ShamanFileSpec"][];
            /** @description The wanted directory, below that of all checkouts. */
            readonly checkoutPath: string;
        };
        readonly ShamanCheckoutResult: {
            /** @description The directory that was created, below that of all checkouts. */
            readonly checkoutPath: string;
        };
        /** @description Why a request was refused. */
        readonly Error: {
            /**
             * Format: int32
             * @description The HTTP status.
             */
            readonly code: number;
            readonly message: string;
        };
        /** @description Why credentials were refused. */
        readonly SecurityError: {
            readonly message: string;
        };
        /** @description What a client sends to get events of one kind, or to get no more of them. */
        readonly SocketIOSubscription: {
            readonly op: components["schemas"]["SocketIOSubscriptionOperation"];
            readonly type: components["schemas"]["SocketIOSubscriptionType"];
            /** @description Which job or task; needed for `job` and `tasklog`. */
            readonly uuid?: string;
        };
        /** @enum {string} */
        readonly SocketIOSubscriptionOperation: "subscribe" | "unsubscribe";
        /** @enum {string} */
        readonly SocketIOSubscriptionType: "allJobs" | "allWorkers" | "job" | "tasklog" | "allLastRendered" | "allWorkerTags";
        /** @description A job is new, changed or gone. In the event of a deleted job only `id` and `was_deleted` mean something, and its `status` is the empty string. */
        readonly EventJobUpdate: {
            readonly id: string;
            readonly name?: string;
            /** Format: date-time */
            readonly updated: string;
            readonly status: components["schemas"]["JobStatus"];
            readonly previous_status?: components["schemas"]["JobStatus"];
            readonly type: string;
            /** @default 50 */
            readonly priority: number;
            /** @description Whether many tasks changed at once, so that clients have to fetch them anew. */
            readonly refresh_tasks: boolean;
            readonly steps_completed: number;
            readonly steps_total: number;
            /** Format: date-time */
            readonly delete_requested_at?: string;
            readonly was_deleted?: boolean;
        };
        /** @description A task changed. */
        readonly EventTaskUpdate: {
            readonly id: string;
            readonly job_id: string;
            readonly name: string;
            /** Format: date-time */
            readonly updated: string;
            readonly status: components["schemas"]["TaskStatus"];
            readonly previous_status?: components["schemas"]["TaskStatus"];
            readonly activity: string;
            readonly steps_completed: number;
            readonly steps_total: number;
            readonly worker?: components["schemas"]["AssignedWorker"];
        };
        readonly AssignedWorker: {
            readonly name: string;
            readonly uuid: string;
        };
        /** @description Lines were appended to the log of a task. */
        readonly EventTaskLogUpdate: {
            readonly task_id: string;
            readonly log: string;
        };
        /** @description A job has a new last rendered image. */
        readonly EventLastRenderedUpdate: {
            readonly job_id: string;
            readonly thumbnail: components["schemas"]["JobLastRenderedImageInfo"];
        };
        /** @description A Worker is new, changed or gone. Without `status_change`, no other status is asked of it. */
        readonly EventWorkerUpdate: {
            readonly id: string;
            readonly name: string;
            /** Format: date-time */
            readonly updated: string;
            /** Format: date-time */
            readonly last_seen?: string;
            readonly status: components["schemas"]["WorkerStatus"];
            readonly previous_status?: components["schemas"]["WorkerStatus"];
            readonly status_change?: components["schemas"]["WorkerStatusChangeRequest"];
            readonly version: string;
            /** Format: date-time */
            readonly deleted_at?: string;
            readonly can_restart: boolean;
        };
        /** @description A Worker tag is new, changed or gone. */
        readonly EventWorkerTagUpdate: {
            readonly tag: components["schemas"]["WorkerTag"];
            readonly was_deleted?: boolean;
        };
        /** @description The status of the farm changed. */
        readonly EventFarmStatus: {
            readonly status: components["schemas"]["FarmStatus"];
        };
        /** @description The Manager started, or is about to stop. */
        readonly EventLifeCycle: {
            readonly type: components["schemas"]["LifeCycleEventType"];
        };
        /** @enum {string} */
        readonly LifeCycleEventType: "manager-startup" | "manager-shutdown";
        /** @description Addition. How a task, a job or a Worker stands, and why. */
        readonly Explanation: {
            readonly standing: components["schemas"]["Standing"];
            /** @description One sentence that says how things stand and the main reason. */
            readonly headline: string;
            /** @description All that there is to know, the state of things themselves before that of Workers. */
            readonly findings: readonly components["schemas"]["Finding"][];
        };
        /**
         * @description Addition. `next-request`: a Worker gets it, or it gets a task, at the next request. `waiting`: that ends by itself. `needs-action`: it does not, somebody has to do something.
         * @enum {string}
         */
        readonly Standing: "ended" | "running" | "next-request" | "waiting" | "needs-action";
        /** @description Addition. One reason, with what would change it, and what it is about. Lists name the first few of many; the counts tell how many there are. */
        readonly Finding: {
            readonly code: components["schemas"]["FindingCode"];
            /** @description The reason as a sentence. */
            readonly message: string;
            /** @description What would change it. */
            readonly action: string;
            readonly workers?: readonly components["schemas"]["NamedThing"][];
            readonly worker_count?: number;
            readonly tasks?: readonly components["schemas"]["NamedTask"][];
            readonly task_count?: number;
            readonly jobs?: readonly components["schemas"]["NamedThing"][];
            readonly job_count?: number;
            readonly tag?: components["schemas"]["NamedThing"];
            readonly task_types?: readonly string[];
            /** @description The status of the task or job, or the one that was asked of Workers. */
            readonly status?: string;
            /**
             * Format: date-time
             * @description When the first of the Workers wakes up.
             */
            readonly until?: string;
        };
        /** @enum {string} */
        readonly FindingCode: "workers-offline" | "workers-in-error" | "workers-unfit" | "workers-starting" | "workers-waking" | "workers-asleep" | "workers-scheduled-asleep" | "workers-asked" | "no-workers" | "no-worker-of-type" | "tag-without-workers" | "workers-without-tag" | "workers-blocked" | "workers-failed" | "workers-busy" | "other-work-first" | "next-request" | "not-set-up" | "at-work" | "task-ended" | "task-paused" | "job-status" | "deletion-requested" | "dependencies-open" | "dependencies-ended" | "tasks-waiting" | "tasks-held-up" | "tasks-paused" | "no-work" | "no-task-types" | "work-of-other-types" | "work-for-other-tags" | "blocked-from-work" | "work-failed-before" | "work-ready";
        readonly NamedThing: {
            readonly id: string;
            readonly name: string;
        };
        readonly NamedTask: {
            readonly id: string;
            readonly name: string;
            readonly status: components["schemas"]["TaskStatus"];
            readonly job_id: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly getVersion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Name and version. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlamencoVersion"];
                };
            };
        };
    };
    readonly getConfiguration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The essential configuration. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ManagerConfiguration"];
                };
            };
        };
    };
    readonly checkSharedStoragePath: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The path to look at. */
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["PathCheckInput"];
            };
        };
        readonly responses: {
            /** @description What the check found. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PathCheckResult"];
                };
            };
            /** @description The check could not be done. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly findBlenderExePath: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The Blenders that were found and could be run; an empty list if there was none. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BlenderPathFindResult"];
                };
            };
            /** @description The search failed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly checkBlenderExePath: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The path or command to try. */
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["PathCheckInput"];
            };
        };
        readonly responses: {
            /** @description What the check found. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BlenderPathCheckResult"];
                };
            };
            /** @description The check could not be done. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly saveSetupAssistantConfig: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The chosen storage and Blender. */
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["SetupAssistantConfig"];
            };
        };
        readonly responses: {
            /** @description Saved. The Manager restarts in the background. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The configuration was refused or could not be saved. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly getConfigurationFile: {
        readonly parameters: {
            readonly query?: {
                /** @description Addition. Give the keys too that only this Manager has, and lists of platforms as they are in the file. */
                readonly additions?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The configuration, with the keys of the configuration file. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly [key: string]: unknown;
                    };
                };
            };
        };
    };
    readonly updateConfigurationFile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The complete new configuration, with the keys of the configuration file. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly [key: string]: unknown;
                };
            };
        };
        readonly responses: {
            /** @description Saved. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The configuration was refused or could not be saved. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly getVariables: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Who uses the values. */
                readonly audience: components["schemas"]["ManagerVariableAudience"];
                /** @description Operating system, usually `linux`, `windows` or `darwin`. */
                readonly platform: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The variables, by name. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ManagerVariables"];
                };
            };
        };
    };
    readonly getSharedStorage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Who uses the location. */
                readonly audience: components["schemas"]["ManagerVariableAudience"];
                /** @description Operating system, usually `linux`, `windows` or `darwin`. */
                readonly platform: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The location. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SharedStorageLocation"];
                };
            };
        };
    };
    readonly getFarmStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The status as last determined. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FarmStatusReport"];
                };
            };
        };
    };
    readonly registerWorker: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The Worker that wants to join. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkerRegistration"];
            };
        };
        readonly responses: {
            /** @description The Worker is known now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RegisteredWorker"];
                };
            };
            /** @description The registration was refused. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly signOn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The Worker as it is today. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkerSignOn"];
            };
        };
        readonly responses: {
            /** @description The status that the Worker has to take. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkerStateChange"];
                };
            };
            /** @description The Worker could not be signed on. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly signOff: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The Worker is offline. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Worker could not be signed off. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly workerState: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Another status is requested. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkerStateChange"];
                };
            };
            /** @description Stay as you are. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The question could not be answered. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly workerStateChanged: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The new status. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkerStateChanged"];
            };
        };
        readonly responses: {
            /** @description Noted. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The change could not be noted. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly scheduleTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Addition. How long the Manager may keep the request open until there is a task, in milliseconds; more than 30 s, or half of the Manager's `worker_timeout`, is cut to that. Without it the answer comes at once. */
                readonly "X-Flamenco-Wait"?: number;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The task to run, now this Worker's. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AssignedTask"];
                };
            };
            /** @description There is nothing to do for this Worker. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Manager does not know these credentials. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SecurityError"];
                };
            };
            /** @description This Worker is not in a status in which it gets tasks. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Worker has to change its status first. */
            readonly 423: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkerStateChange"];
                };
            };
        };
    };
    readonly taskUpdate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the task. */
                readonly task_id: string;
            };
            readonly cookie?: never;
        };
        /** @description What is new about the task. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TaskUpdate"];
            };
        };
        readonly responses: {
            /** @description The report is stored. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The task is not, or no longer, this Worker's to run. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The report was refused. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly mayWorkerRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the task. */
                readonly task_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The verdict. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MayKeepRunning"];
                };
            };
            /** @description The question could not be answered; the Worker goes on. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly taskOutputProduced: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the task. */
                readonly task_id: string;
            };
            readonly cookie?: never;
        };
        /** @description The image. */
        readonly requestBody: {
            readonly content: {
                readonly "image/jpeg": string;
                readonly "image/png": string;
            };
        };
        readonly responses: {
            /** @description Accepted; the image is processed in the background. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request does not tell its length. */
            readonly 411: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The image is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description This kind of image is not supported. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many images are waiting; drop this one. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The image was refused. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchWorkers: {
        readonly parameters: {
            readonly query?: {
                /** @description Addition. Only Workers in one of these statuses, separated by commas. */
                readonly status_in?: string;
                /** @description Addition. Only Workers that run tasks of this type, in any letter case. */
                readonly type?: string;
                /** @description Addition. Only those with this text in their name, in any letter case. */
                readonly search?: string;
                /** @description Addition. Only Workers with this tag, by its UUID. */
                readonly tag?: string;
                /** @description Addition. Only Workers that changed at this time or later. */
                readonly updated_since?: string;
                /** @description Addition. What to sort by, `-` before it for descending: `registered`, `name`, `status`, `last_seen` or `updated`. In the order of their registration if left out. */
                readonly order_by?: string;
                /** @description Addition. How many to give at most. */
                readonly limit?: number;
                /** @description Addition. How many to skip before the first. */
                readonly offset?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The Workers, in the order in which they registered. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkerList"];
                };
            };
            /** @description The Workers could not be listed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchWorker: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the Worker. */
                readonly worker_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The Worker. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Worker"];
                };
            };
        };
    };
    readonly deleteWorker: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the Worker. */
                readonly worker_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The Worker is gone, its tasks went back to the farm. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Worker could not be removed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly requestWorkerStatusChange: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the Worker. */
                readonly worker_id: string;
            };
            readonly cookie?: never;
        };
        /** @description The wanted status. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkerStatusChangeRequest"];
            };
        };
        readonly responses: {
            /** @description The wish is stored and reaches the Worker when it next asks. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The wish was refused. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly setWorkerBlocklistExempt: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the Worker. */
                readonly worker_id: string;
            };
            readonly cookie?: never;
        };
        /** @description Whether it is exempt. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkerBlocklistExemption"];
            };
        };
        readonly responses: {
            /** @description It is so from now on; entries that exist already stay. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The Worker could not be changed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly setWorkerTags: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the Worker. */
                readonly worker_id: string;
            };
            readonly cookie?: never;
        };
        /** @description All tags that the Worker should have. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkerTagChangeRequest"];
            };
        };
        readonly responses: {
            /** @description The Worker has these tags now. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The change was refused. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchWorkerSleepSchedule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the Worker. */
                readonly worker_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The sleep schedule. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkerSleepSchedule"];
                };
            };
            /** @description The Worker has no sleep schedule. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The sleep schedule could not be fetched. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly setWorkerSleepSchedule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the Worker. */
                readonly worker_id: string;
            };
            readonly cookie?: never;
        };
        /** @description The new sleep schedule. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkerSleepSchedule"];
            };
        };
        readonly responses: {
            /** @description The sleep schedule is stored. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The sleep schedule was refused. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchWorkerTags: {
        readonly parameters: {
            readonly query?: {
                /** @description Addition. Only those with this text in their name or description, in any letter case. */
                readonly search?: string;
                /** @description Addition. Only the tags of this Worker, by its UUID. */
                readonly worker?: string;
                /** @description Addition. Only tags that changed at this time or later. */
                readonly updated_since?: string;
                /** @description Addition. What to sort by, `-` before it for descending: `created`, `updated` or `name`. In the order of their creation if left out. */
                readonly order_by?: string;
                /** @description Addition. How many to give at most. */
                readonly limit?: number;
                /** @description Addition. How many to skip before the first. */
                readonly offset?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tags. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkerTagList"];
                };
            };
            /** @description The tags could not be listed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly createWorkerTag: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The new tag. Without an `id` the Manager makes one up. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkerTag"];
            };
        };
        readonly responses: {
            /** @description The tag as stored. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkerTag"];
                };
            };
            /** @description The tag was refused. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchWorkerTag: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the tag. */
                readonly tag_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tag. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkerTag"];
                };
            };
        };
    };
    readonly updateWorkerTag: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the tag. */
                readonly tag_id: string;
            };
            readonly cookie?: never;
        };
        /** @description The new name, and the new description if it should change. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkerTag"];
            };
        };
        readonly responses: {
            /** @description The tag is changed. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The change was refused. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly deleteWorkerTag: {
        readonly parameters: {
            readonly query?: {
                /** @description Addition. Also delete a tag that unfinished jobs use; after that all Workers may run those jobs. */
                readonly force?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /** @description UUID of the tag. */
                readonly tag_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tag is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The tag could not be deleted. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly getJobTypes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The job types. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AvailableJobTypes"];
                };
            };
        };
    };
    readonly getJobType: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Name of the job type. */
                readonly typeName: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The job type. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AvailableJobType"];
                };
            };
        };
    };
    readonly getJobTypeProblems: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The problems; an empty list if there are none. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobTypeProblems"];
                };
            };
            /** @description They could not be listed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly checkJobTypeScript: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The script, and the job to try it with. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobTypeCheck"];
            };
        };
        readonly responses: {
            /** @description What the script is and does, also if that is an error. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobTypeCheckResult"];
                };
            };
            /** @description It could not be checked. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchJobs: {
        readonly parameters: {
            readonly query?: {
                /** @description Addition. Only jobs in one of these statuses, separated by commas. */
                readonly status_in?: string;
                /** @description Addition. Only jobs of this type. */
                readonly type?: string;
                /** @description Addition. Only those with this text in their name, in any letter case. */
                readonly search?: string;
                /** @description Addition. Only jobs for the Workers of this tag, by its UUID. */
                readonly tag?: string;
                /** @description Addition. Only jobs of which this Worker had tasks, by its UUID. */
                readonly worker?: string;
                /** @description Addition. Only jobs that changed at this time or later. */
                readonly updated_since?: string;
                /** @description Addition. What to sort by, `-` before it for descending: `created`, `updated`, `name`, `type`, `status` or `priority`. Oldest first if left out. */
                readonly order_by?: string;
                /** @description Addition. How many to give at most. */
                readonly limit?: number;
                /** @description Addition. How many to skip before the first. */
                readonly offset?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The jobs. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobsQueryResult"];
                };
            };
            /** @description The jobs could not be listed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly submitJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The job. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SubmittedJob"];
            };
        };
        readonly responses: {
            /** @description The job as stored. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The job type changed since the client last fetched it. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The job was refused. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly submitJobCheck: {
        readonly parameters: {
            readonly query?: {
                /** @description Addition. Also refuse everything that the job type's schema forbids and that is only warned about otherwise. */
                readonly strict?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The job. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SubmittedJob"];
            };
        };
        readonly responses: {
            /** @description The job would be accepted. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The job type changed since the client last fetched it. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The job would be refused. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly deleteJobMass: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description Which jobs to delete. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobMassDeletionSelection"];
            };
        };
        readonly responses: {
            /** @description At least one job was marked; deleting takes place in the background. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No job fits. */
            readonly 416: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The jobs could not be marked. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly deleteJobMassWhatWouldItDo: {
        readonly parameters: {
            readonly query?: {
                /** @description How many jobs to list at most; 1000 if left out. */
                readonly limit?: number;
                /** @description How many jobs to leave out at the beginning. */
                readonly offset?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The selection, as for `deleteJobMass`. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobMassDeletionSelection"];
            };
        };
        readonly responses: {
            /** @description The jobs; none where `deleteJobMass` would answer 416. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobMassDeletionPreview"];
                };
            };
            /** @description The jobs could not be listed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchGlobalLastRenderedInfo: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The address of the image in several sizes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobLastRenderedImageInfo"];
                };
            };
            /** @description There is no image yet. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly fetchJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The job. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    readonly deleteJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The job is marked; deleting takes place in the background. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The job could not be marked. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly deleteJobWhatWouldItDo: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What would be removed besides the job itself. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobDeletionInfo"];
                };
            };
        };
    };
    readonly withdrawJobDeletion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The job stays. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Too late, the job is being deleted at this moment. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The deletion could not be withdrawn. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly setJobFailureLimits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        /** @description The limits. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobFailureLimits"];
            };
        };
        readonly responses: {
            /** @description The limits count from the next failure on. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The limits could not be changed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly changeJobSettings: {
        readonly parameters: {
            readonly query?: {
                /** @description Only tell what would happen. */
                readonly dry_run?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        /** @description The settings that shall change. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobSettingsEdit"];
            };
        };
        readonly responses: {
            /** @description What was done, or would be. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobSettingsEffect"];
                };
            };
            /** @description The script is not the one that made the tasks, or somebody else changed the job meanwhile. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The job type changed since the client last fetched it. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The settings could not be changed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly setJobStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        /** @description The wanted status and the reason. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobStatusChange"];
            };
        };
        readonly responses: {
            /** @description The change is made. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A job in this status cannot take that one. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The status could not be changed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly setJobPriority: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        /** @description The new priority. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobPriorityChange"];
            };
        };
        readonly responses: {
            /** @description The job has this priority now. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The job cannot have this priority. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The priority could not be changed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly setJobTag: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        /** @description The tag, by ID or by name. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobTagChange"];
            };
        };
        readonly responses: {
            /** @description The job has this tag now. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The job cannot have this tag. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The tag could not be changed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchJobTasks: {
        readonly parameters: {
            readonly query?: {
                /** @description Addition. Only tasks in one of these statuses, separated by commas. */
                readonly status_in?: string;
                /** @description Addition. Only tasks of this type, in any letter case. */
                readonly type?: string;
                /** @description Addition. Only those with this text in their name, in any letter case. */
                readonly search?: string;
                /** @description Addition. Only tasks that this Worker has or had last, by its UUID. */
                readonly worker?: string;
                /** @description Addition. Only tasks that changed at this time or later. */
                readonly updated_since?: string;
                /** @description Addition. What to sort by, `-` before it for descending: `index_in_job`, `name`, `task_type`, `status`, `priority` or `updated`. In the order of the job if left out. */
                readonly order_by?: string;
                /** @description Addition. How many to give at most. */
                readonly limit?: number;
                /** @description Addition. How many to skip before the first. */
                readonly offset?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tasks. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobTasksSummary"];
                };
            };
            /** @description The tasks could not be listed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchJobBlocklist: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The entries, sorted by the Workers' names. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobBlocklist"];
                };
            };
            /** @description The blocklist could not be fetched. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly addJobBlocklist: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        /** @description The entries to add; the Workers' names do not matter. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobBlocklist"];
            };
        };
        readonly responses: {
            /** @description All of these entries are on the blocklist. Tasks that run already go on. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The job has no unfinished tasks of this type. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The entries could not be added. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly removeJobBlocklist: {
        readonly parameters: {
            readonly query?: {
                /** @description Addition. Also forget which tasks of these types the Workers failed in this job, so that they may try them again. */
                readonly clear_failures?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        /** @description The entries to remove; the Workers' names do not matter. */
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobBlocklist"];
            };
        };
        readonly responses: {
            /** @description None of these entries is on the blocklist any more. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The entries could not be removed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchJobLastRenderedInfo: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The address of the image in several sizes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobLastRenderedImageInfo"];
                };
            };
            /** @description This job has no image yet. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly fetchTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the task. */
                readonly task_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The task. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            /** @description The task could not be fetched. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchTaskLogInfo: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the task. */
                readonly task_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Address and size of the log. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TaskLogInfo"];
                };
            };
            /** @description The task has no log yet. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The log could not be found. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchTaskLogTail: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the task. */
                readonly task_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The last lines. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description The task has no log yet. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The log could not be read. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly setTaskStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the task. */
                readonly task_id: string;
            };
            readonly cookie?: never;
        };
        /** @description The wanted status and the reason. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TaskStatusChange"];
            };
        };
        readonly responses: {
            /** @description The change is made. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A task in this status cannot take that one. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The status could not be changed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchTaskAttempts: {
        readonly parameters: {
            readonly query?: {
                /** @description Only attempts that ended like one of these, separated by commas; `running` for those that have not ended. */
                readonly outcome_in?: string;
                /** @description What to sort by, `-` before it for descending: `started_at` or `ended_at`. Oldest first if left out. */
                readonly order_by?: string;
                /** @description How many to give at most; 100 if left out. */
                readonly limit?: number;
                /** @description How many to skip before the first. */
                readonly offset?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description UUID of the task. */
                readonly task_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The attempts. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TaskAttemptList"];
                };
            };
            /** @description The list could not be made. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchJobAttempts: {
        readonly parameters: {
            readonly query?: {
                /** @description Only attempts that ended like one of these, separated by commas; `running` for those that have not ended. */
                readonly outcome_in?: string;
                /** @description What to sort by, `-` before it for descending: `started_at` or `ended_at`. Oldest first if left out. */
                readonly order_by?: string;
                /** @description How many to give at most; 100 if left out. */
                readonly limit?: number;
                /** @description How many to skip before the first. */
                readonly offset?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The attempts. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TaskAttemptList"];
                };
            };
            /** @description The list could not be made. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchWorkerAttempts: {
        readonly parameters: {
            readonly query?: {
                /** @description Only attempts that ended like one of these, separated by commas; `running` for those that have not ended. */
                readonly outcome_in?: string;
                /** @description What to sort by, `-` before it for descending: `started_at` or `ended_at`. Oldest first if left out. */
                readonly order_by?: string;
                /** @description How many to give at most; 100 if left out. */
                readonly limit?: number;
                /** @description How many to skip before the first. */
                readonly offset?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description UUID of the Worker. */
                readonly worker_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The attempts. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TaskAttemptList"];
                };
            };
            /** @description The list could not be made. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchWorkerStatusHistory: {
        readonly parameters: {
            readonly query?: {
                /** @description What to sort by, `-` before it for descending: `since`. Oldest first if left out. */
                readonly order_by?: string;
                /** @description How many to give at most; 100 if left out. */
                readonly limit?: number;
                /** @description How many to skip before the first. */
                readonly offset?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description UUID of the Worker. */
                readonly worker_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The statuses. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkerStatusHistory"];
                };
            };
            /** @description The list could not be made. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchTaskFrameTimes: {
        readonly parameters: {
            readonly query?: {
                /** @description Only frames of this Worker, by its UUID. */
                readonly worker?: string;
                /** @description What to sort by, `-` before it for descending: `finished_at`, `frame` or `duration_ms`. Oldest first if left out. */
                readonly order_by?: string;
                /** @description How many to give at most; 100 if left out. */
                readonly limit?: number;
                /** @description How many to skip before the first. */
                readonly offset?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description UUID of the task. */
                readonly task_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The frames. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FrameTimeList"];
                };
            };
            /** @description The list could not be made. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchJobFrameTimes: {
        readonly parameters: {
            readonly query?: {
                /** @description Only frames of this Worker, by its UUID. */
                readonly worker?: string;
                /** @description What to sort by, `-` before it for descending: `finished_at`, `frame` or `duration_ms`. Oldest first if left out. */
                readonly order_by?: string;
                /** @description How many to give at most; 100 if left out. */
                readonly limit?: number;
                /** @description How many to skip before the first. */
                readonly offset?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The frames. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FrameTimeList"];
                };
            };
            /** @description The list could not be made. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly shamanCheckoutRequirements: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description All files of the checkout. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ShamanRequirementsRequest"];
            };
        };
        readonly responses: {
            /** @description The files that have to be uploaded, each one once. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShamanRequirementsResponse"];
                };
            };
            /** @description The question could not be answered. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly shamanCheckout: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The wanted directory and its files. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ShamanCheckout"];
            };
        };
        readonly responses: {
            /** @description The directory that was created; its name may differ from the wanted one. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShamanCheckoutResult"];
                };
            };
            /** @description The directory exists already, and no free name was found. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Some of the files were not uploaded. */
            readonly 424: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The directory could not be created. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly shamanFileStoreCheck: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description SHA-256 of the content, in hexadecimal. */
                readonly checksum: string;
                /** @description Size in bytes. */
                readonly filesize: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What is known about the file. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShamanSingleFileStatus"];
                };
            };
            /** @description The question could not be answered. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly shamanFileStore: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The client could upload this file later, if somebody else is busy uploading it. */
                readonly "X-Shaman-Can-Defer-Upload"?: boolean;
                /** @description The name of the file at the client, for the log. */
                readonly "X-Shaman-Original-Filename"?: string;
            };
            readonly path: {
                /** @description SHA-256 of the content, in hexadecimal. */
                readonly checksum: string;
                /** @description Size in bytes. */
                readonly filesize: number;
            };
            readonly cookie?: never;
        };
        /** @description The content of the file. */
        readonly requestBody: {
            readonly content: {
                readonly "application/octet-stream": string;
            };
        };
        readonly responses: {
            /** @description The file is stored. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The file was stored already. */
            readonly 208: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Size or checksum of what arrived are not the announced ones. */
            readonly 417: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Somebody else is uploading this file, and the client said that it can wait. */
            readonly 425: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The file was refused. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly explainTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the task. */
                readonly task_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The explanation. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description It could not be explained. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly explainJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the job. */
                readonly job_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The explanation. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description It could not be explained. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly explainWorker: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description UUID of the worker. */
                readonly worker_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The explanation. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description It could not be explained. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly diagnosePath: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The path, and where it is from. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PathDiagnosisRequest"];
            };
        };
        readonly responses: {
            /** @description What becomes of the path. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PathDiagnosis"];
                };
            };
            /** @description The path could not be followed. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly startStorageCheck: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description The path, where it is from, and whom to ask. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StorageCheckRequest"];
            };
        };
        readonly responses: {
            /** @description The Workers are being asked. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StorageCheck"];
                };
            };
            /** @description Nobody was asked. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly fetchStorageCheck: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The `id` of the check. */
                readonly check_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description How far everybody is. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StorageCheck"];
                };
            };
            /** @description The check could not be looked up. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly nextStorageQuestion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The path to look at. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StorageQuestion"];
                };
            };
            /** @description There is no question. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The question could not be looked up. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly answerStorageQuestion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The `id` of the question. */
                readonly check_id: string;
            };
            readonly cookie?: never;
        };
        /** @description What was found. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StorageFindings"];
            };
        };
        readonly responses: {
            /** @description The answer is there for whoever asked. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The answer could not be taken. */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
