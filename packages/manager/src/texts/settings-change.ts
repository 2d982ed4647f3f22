/** What people read when the settings of a submitted job are edited. */
export const settingsChangeTexts = {
  unknownSetting: (key: string, type: string) =>
    `job type "${type}" has no setting "${key}"; only settings of the job type can be edited`,
  notEditable: (key: string) => `setting "${key}" cannot be edited, it is worked out when a job is submitted`,
  goesAway: 'the job is going to be deleted, so its settings cannot be edited',
  changedMeanwhile: 'the job was changed by somebody else in the meantime; look at it and try again',
  nothingGiven: 'no setting is given; name at least one that shall change',
  otherScript: (type: string) =>
    `the script of job type "${type}" is not the one that made the tasks of this job, so more than the edited settings may change; look with dry_run=true what would happen, then send accept_other_script: true, or submit the job anew`,
  scriptChanged: (type: string) =>
    `the script of job type "${type}" is not the one that made the tasks of this job before; they are made by the present one`,
  scriptUnknown: (type: string) =>
    `nobody knows whether the script of job type "${type}" is the one that made the tasks of this job before; they are made by the present one`,
  noEffect:
    'no task is another because of this: the settings only help Blender to work out other ones when a job is submitted, or matter to tasks that the job does not have',
  renderedAgain: (frames: string) =>
    `rendered already, but to be rendered again, because the new tasks that have them render other frames too: ${frames}; images that are there may be skipped, depending on the job type`,
  completedRemoved: (tasks: number) =>
    `${tasks === 1 ? '1 completed task is' : `${tasks} completed tasks are`} removed of which nobody can tell what they made, so the new tasks may make it again`,
  doneActivity: 'Its frames were rendered by other tasks before the settings of the job were edited',
  taskActivity: 'To be done by the edited settings of the job',
  taskRemoved: 'The edited settings of the job have no such task any more',
  jobActivity: (keys: readonly string[], warnings: readonly string[]) => {
    const about = warnings.length > 0 ? `; with warnings: ${warnings.join('; ')}` : '';
    return `${keys.length === 1 ? 'Setting' : 'Settings'} edited: ${keys.join(', ')}${about}`;
  },
  told: 'the settings of a job were edited',
} as const;
