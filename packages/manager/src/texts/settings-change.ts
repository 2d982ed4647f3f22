/** What people read when the settings of a submitted job are edited. */
export const settingsChangeTexts = {
  unknownSetting: (key: string, type: string) =>
    `job type "${type}" has no setting "${key}"; only settings of the job type can be edited`,
  notEditable: (key: string) => `setting "${key}" cannot be edited, it is worked out when a job is submitted`,
  goesAway: 'the job is going to be deleted, so its settings cannot be edited',
  changedMeanwhile: 'the job was changed by somebody else in the meantime; look at it and try again',
  nothingGiven: 'no setting is given; name at least one that shall change',
  taskActivity: 'To be done by the edited settings of the job',
  taskRemoved: 'The edited settings of the job have no such task any more',
  jobActivity: (keys: readonly string[], warnings: readonly string[]) => {
    const about = warnings.length > 0 ? `; with warnings: ${warnings.join('; ')}` : '';
    return `${keys.length === 1 ? 'Setting' : 'Settings'} edited: ${keys.join(', ')}${about}`;
  },
  told: 'the settings of a job were edited',
} as const;
