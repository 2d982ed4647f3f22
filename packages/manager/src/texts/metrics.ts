/** What each metric means; shown by `/metrics` and in the reference. Pairs of name and meaning, so that none is missed. */
export const metricTexts = {
  flamenco_info: 'Version of the Manager; the value is always 1.',
  flamenco_jobs: 'Jobs by status.',
  flamenco_tasks: 'Tasks of all jobs by status.',
  flamenco_tasks_runnable:
    'Tasks that a Worker could start now, by task type (lower case): queued, nothing to wait for, and of a job that runs.',
  flamenco_workers: 'Workers by status; deleted ones are not counted.',
  flamenco_workers_waiting: 'Idle Workers whose request for a task is kept open until there is one.',
  flamenco_job_changes_total: 'Jobs that took this status; new ones are not counted.',
  flamenco_task_changes_total:
    'Tasks that took this status. Tasks that change all at once with their job, as when it is cancelled, are not counted.',
  flamenco_http_requests_total:
    'API requests by operation and HTTP status; "none" for clients that went away before they had their answer.',
  flamenco_http_request_duration_seconds:
    'Time from the arrival of an API request to its answer, by operation. Requests that were kept open to wait for work are left out.',
  flamenco_scheduling_duration_seconds:
    'Time in which a Worker that asks for a task is given one, or told that there is none.',
  flamenco_task_queue_wait_seconds:
    'Time for which a task was in the queue before a Worker got it, since its submission or its return to the queue. Waiting for other tasks counts too.',
  flamenco_database_transaction_duration_seconds:
    'Time of a database transaction as a request sees it: waiting for its turn, its work, and the commit. "read" or "write".',
  flamenco_database_busy_total: 'Requests that were refused because the database stayed busy.',
  flamenco_event_lag_seconds: 'Time from a change to the delivery of the events about it.',
  flamenco_scrape_failures_total: 'Scrapes for which the database gave no figures of jobs, tasks and Workers.',
} as const;

/** Why the Manager is not ready. */
export const readinessTexts = {
  ready: 'ready',
  database: (reason: string) => `the database cannot be used: ${reason}`,
  storage: (directory: string, reason: string) => `${directory} cannot be written: ${reason}`,
  timedOut: (seconds: number) => `no answer within ${seconds} s`,
} as const;
