/** Pages that the Manager serves itself. The web app will take the place of the first one. */

interface Row {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
}

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem; color: #222; background: #fafafa; }
a { color: #0b57a4; } code { font-size: 0.95em; } table { border-collapse: collapse; } td { padding: 0.15rem 1rem 0.15rem 0; }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #1c1c1c; } a { color: #8ab8ff; } }
</style>
</head>
<body>
${body}
</body>
</html>
`;

/** What is shown until there is a web app. */
export const webAppPage = page(
  'Flamenco (TypeScript)',
  `<h1>The farm is running</h1>
<p>This is the Manager of Flamenco (TypeScript). Its web app comes with a later version; until then, this is what it
can show you:</p>
<ul>
<li><a href="/api/v3/jobs">all jobs</a></li>
<li><a href="/api/v3/worker-mgt/workers">all Workers</a></li>
<li><a href="/api/v3/jobs/types">the job types that can be submitted</a></li>
<li><a href="/api/v3/status">the status of the farm</a> and <a href="/api/v3/version">the version of the Manager</a></li>
<li><a href="/api/v3/swagger-ui/">everything that can be asked of it</a></li>
</ul>
<p>Jobs are submitted from Blender with the Flamenco add-on, or by any program that speaks HTTP.</p>`,
);

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * What is shown on the first run.
 *
 * @param file the configuration file that is to be written, absolute
 */
export const firstRunPage = (file: string) =>
  page(
    'First run of Flamenco (TypeScript)',
    `<h1>The farm is nearly ready</h1>
<p>This is the Manager of Flamenco (TypeScript), and this is its first run: tell it which folder all computers of the farm
share. Write these lines into the file <code>${escaped(file)}</code>, with your folder in the place of
<code>/mnt/farm</code>:</p>
<pre>_meta:
  version: 3
shared_storage_path: /mnt/farm
</pre>
<p>The Manager notices it within a second; then look at this page again. On Windows, write a drive letter
(<code>S:\\farm</code>), not a network path. The quick start (<code>docs/user/quickstart.md</code>) shows how the setup assistant does
it for you, which also looks for Blender.</p>`,
  );

/** A list of the operations, for people who write such programs. */
export const operationsPage = (rows: readonly Row[]) =>
  page(
    'API of Flamenco (TypeScript)',
    `<h1>API of the Manager</h1>
<p>The complete description is in <a href="/api/v3/openapi3.json">openapi3.json</a>, from which clients can be
generated.</p>
<table>
${rows.map(({ method, path, operationId }) => `<tr><td>${method}</td><td><code>${path}</code></td><td>${operationId}</td></tr>`).join('\n')}
</table>`,
  );

/** What `-pprof` offers. */
export const profilerPage = page(
  'Profiler of Flamenco (TypeScript)',
  `<h1>Profiler of the Manager</h1>
<ul>
<li><a href="profile?seconds=30">profile?seconds=30</a>: where it spends its time in the next 30 seconds, as a
<code>.cpuprofile</code> for the Performance panel of Chrome's developer tools or for VS Code</li>
<li><a href="heap">heap</a>: what fills its memory, as a <code>.heapsnapshot</code> for the Memory panel. The Manager stands
still while it is made, and everything that it knows is in it, passwords too.</li>
</ul>`,
);

export const addonComesLater =
  'Not Found: the Blender add-on comes with a later version; the add-on of Flamenco 3.9 works';
