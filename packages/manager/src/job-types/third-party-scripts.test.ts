import { expect, it } from '@jest/globals';
import { runWhole } from '../../test/support/job-type-scripts.js';

/** Written for this test in the manner of scripts that farms use; what it needs of the host is listed in contract 04 §15. */
const STUDIO_SCRIPT = `
"use strict";
const JOB_TYPE = {
    label: "Studio Render",
    settings: [
        { key: "jobname", type: "string", eval: "str(jobname)", visible: "hidden" },
        { key: "frames", type: "string", required: true, label: "Frames" },
        { key: "samples", type: "int32", default: 64, propargs: {min: 1} },
        { key: "extra_args", type: "string" },
        { key: "use_gpu", type: "bool", description: "Render on the GPU" },
    ]
};

function compileJob(job) {
    const settings = job.settings;
    if (settings.resolution_scale !== undefined && settings.resolution_scale !== 100) {
        throw "This job type does not support a resolution scale";
    }
    print("settings", settings);
    const helper = path.join("{storagePath}", "{jobSubPath}", "helper.py");
    const video = path.basename(settings.nosuch);
    const ext = settings.blendfile.replace(/(\\.blend)?(\\d+)?$/, '');
    settings.format = "OPEN_EXR_MULTILAYER";

    const tasks = [];
    for (let chunk of frameChunker(settings.frames, 2)) {
        const task = author.Task(\`render-\${chunk}\`, "blender");
        const command = author.Command("blender-render", {
            exe: "{blender}",
            exeArgs: "{blenderArgs}",
            argsBefore: [].concat(shellSplit(settings.extra_args)),
            blendfile: settings.blendfile,
            args: [
                "--python-expr", \`import bpy
for scene in bpy.data.scenes:
    scene.cycles.samples = \${settings.samples}\`,
                "--python", helper,
                "--render-frame", chunk.replaceAll("-", ".."),
            ],
        });
        task.addCommand(command);
        tasks.push(task);
    }
    const merge = author.Task("merge", "misc");
    merge.addCommand(author.Command("exec", { exe: "{blender}", args: ["-b", video, ext] }));
    for (const task of tasks) merge.addDependency(task);
    [...tasks, merge].forEach(job.addTask);
    cleanupJobSettings(job.settings);
}

function cleanupJobSettings(settings) {
    for (const [name, value] of Object.entries(settings)) {
        if (!value) delete settings[name];
    }
}`;

it('a script of a studio runs unmodified (contract 04 §15)', async () => {
  const settings = {
    jobname: 'sh_010',
    frames: '1-3',
    samples: 16,
    extra_args: '',
    use_gpu: false,
    blendfile: '/p/shot.blend',
  };
  const { tasks, job, end } = await runWhole(STUDIO_SCRIPT, settings);
  expect(tasks.map(({ name, type }) => `${type} ${name}`)).toEqual([
    'blender render-1,2',
    'blender render-3',
    'misc merge',
  ]);
  expect(tasks[0]?.commands).toEqual([
    {
      name: 'blender-render',
      parameters: {
        exe: '{blender}',
        exeArgs: '{blenderArgs}',
        argsBefore: [],
        blendfile: '/p/shot.blend',
        args: [
          ...['--python-expr', 'import bpy\nfor scene in bpy.data.scenes:\n    scene.cycles.samples = 16'],
          ...['--python', '{storagePath}/{jobSubPath}/helper.py'],
          ...['--render-frame', '1,2'],
        ],
      },
      totalStepCount: 0,
    },
  ]);
  expect(tasks[2]?.commands[0]?.parameters).toEqual({ exe: '{blender}', args: ['-b', '.', '/p/shot'] });
  expect(tasks[2]?.dependencies).toEqual([tasks[0]?.uuid, tasks[1]?.uuid]);
  expect(job?.settings).toEqual({
    jobname: 'sh_010',
    frames: '1-3',
    samples: 16,
    blendfile: '/p/shot.blend',
    format: 'OPEN_EXR_MULTILAYER',
  });
  expect(end.report.output[0]?.args).toEqual(['settings', settings]);
});

it('and its own refusal reaches the artist in its own words', async () => {
  const { end } = await runWhole(STUDIO_SCRIPT, { frames: '1', resolution_scale: 50 });
  expect(end.outcome).toMatchObject({
    message: 'This job type does not support a resolution scale',
    position: { file: 'test.js', line: 17, function: 'compileJob' },
  });
});
