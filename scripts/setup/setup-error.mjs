/** Something that the user has to put right; the message is all that needs to be said. */
export class SetupError extends Error {}
