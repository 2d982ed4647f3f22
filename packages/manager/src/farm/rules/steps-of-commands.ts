/** A task's steps are those of its commands, at least one each (contract 02 §11). Pure. */
export function stepsOfCommands(commands: readonly { readonly totalStepCount: number }[]): number {
  return commands.reduce((sum, { totalStepCount }) => sum + Math.max(1, totalStepCount), 0);
}
