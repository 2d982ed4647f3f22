/** Whether a database is on a server; everything else is a file. */
export function isServerUrl(name: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(name);
}

/** The name of a database as it may be told to anybody: without its password. */
export function withoutPassword(name: string): string {
  if (!isServerUrl(name)) return name;
  // Greedy up to the last @ of the authority, because people forget to write the @ of a password as %40.
  return name
    .replace(/^(?<user>[^:]+:\/\/[^:/?#@]*):.*@/s, '$<user>:***@')
    .replace(/(?<key>[?&](?:password|sslpassword)=)[^&]*/gi, '$<key>***');
}
