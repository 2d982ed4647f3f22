const JOB_TYPE = {
  label: 'Echo Sleep Test',
  settings: [
    { key: 'message', type: 'string', required: true },
    { key: 'sleep_duration_seconds', type: 'int32', default: 1 },
    { key: 'sleep_repeats', type: 'int32', default: 1 },
  ],
};

/** One task that says the message, then so many that sleep, all at the same time if there are Workers for them. */
function compileJob(job) {
  const { message, sleep_duration_seconds, sleep_repeats } = job.settings;

  const echo = author.Task('echo', 'misc');
  echo.addCommand(author.Command('echo', { message }));
  job.addTask(echo);

  for (let repeat = 0; repeat < sleep_repeats; repeat++) {
    const sleep = author.Task('sleep', 'misc');
    sleep.addCommand(author.Command('sleep', { duration_in_seconds: sleep_duration_seconds }));
    sleep.addDependency(echo);
    job.addTask(sleep);
  }
}
