/** After the tests: ends what postgres-server.ts started. */
export default async function stopServer(): Promise<void> {
  const server = Reflect.get(globalThis, 'flamencoTestServer') as { stop(): Promise<void> } | undefined;
  await server?.stop();
}
