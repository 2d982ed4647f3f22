const { devicePython } = require('./flamenco/device.js');
const { outputOf } = require('./flamenco/output.js');
const { blenderCommand, pythonArguments, refuseVideoFormats, sceneArguments } = require('./flamenco/render.js');
const shared = require('./flamenco/settings.js');
const { CHECK_COMPOSITOR_PYTHON, MERGE_PYTHON, PART_PYTHON } = require('./flamenco/still.js');

const JOB_TYPE = {
  label: 'Single Image Render',
  description:
    'Renders one picture on many computers at once: in tiles, or with some of the samples on each. The compositor runs on the merged picture, the sequencer does not',
  settings: [
    {
      key: 'frame',
      type: 'int32',
      required: true,
      eval: 'C.scene.frame_current',
      evalInfo: { showLinkButton: true, description: 'Current frame' },
      propargs: { min: 0 },
      description: 'The frame to render',
    },
    {
      key: 'split_into',
      type: 'string',
      choices: ['Tiles', 'Sample ranges'],
      default: 'Tiles',
      visible: 'submission',
      description: 'Tiles work with every render engine. Sample ranges are for Cycles with many samples; they switch adaptive sampling off',
    },
    {
      key: 'columns',
      type: 'int32',
      default: 3,
      propargs: { min: 1, max: 100 },
      visible: 'submission',
      description: 'Tiles side by side',
    },
    {
      key: 'rows',
      type: 'int32',
      default: 3,
      propargs: { min: 1, max: 100 },
      visible: 'submission',
      description: 'Tiles one above the other',
    },
    {
      key: 'overlap',
      type: 'int32',
      default: 16,
      propargs: { min: 0, max: 1024 },
      visible: 'submission',
      description: 'Pixels that each tile renders beyond its borders. More of them hide the seams of denoising and of screen space effects',
    },
    {
      key: 'sample_ranges',
      type: 'int32',
      default: 8,
      propargs: { min: 1, max: 1000 },
      visible: 'submission',
      description: 'Into how many parts the samples are split',
    },
    ...shared.output,
    {
      key: 'use_compositor',
      type: 'bool',
      default: true,
      visible: 'submission',
      description:
        'Run the compositor of the scene on the merged picture. It gets only that, so that nodes which use other passes are refused',
    },
    {
      key: 'keep_parts',
      type: 'bool',
      default: false,
      visible: 'submission',
      description: 'Keep the files of the parts after they are merged',
    },
    ...shared.device,
    shared.blendfile,
    shared.format,
    shared.scene,
  ],
};

function compileJob(job) {
  const { settings } = job;
  refuseVideoFormats(settings);
  if (settings.format === 'OPEN_EXR_MULTILAYER' || settings.format === 'MULTILAYER') {
    throw 'Parts of multi-layer files cannot be merged: choose OPEN_EXR or another image format';
  }
  const frame = frameOf(settings);
  const output = outputOf(job);
  const parts = partsOf(settings);
  // Of this job alone: parts of another one may be cut differently.
  const folder = `${output.folder}/parts-${job.jobID.slice(0, 8)}`;

  const tasks = parts.list.map(({ name, values }) => {
    const task = author.Task(`render-${name}`, 'blender');
    const file = `${folder}/part-${name}-######`;
    task.addCommand(blenderCommand(settings.blendfile, partArguments(settings, values, file, frame), 1));
    job.addTask(task);
    return task;
  });

  const files = parts.list.map(({ name }) => `${folder}/part-${name}-${frame.padStart(6, '0')}.exr`);
  const merge = author.Task('merge', 'blender');
  const values = [...parts.values, settings.keep_parts ? 'keep' : 'remove', frame, output.pattern, ...files];
  merge.addCommand(blenderCommand(settings.blendfile, mergeArguments(settings, values)));
  for (const task of tasks) merge.addDependency(task);
  job.addTask(merge);
}

function frameOf({ frame }) {
  if (!Number.isInteger(frame) || frame < 0) throw `"frame" is the number of one frame, 0 or more, not ${frame}`;
  return String(frame);
}

/** The parts with their names and what tells the Python code which one it is. */
function partsOf(settings) {
  if (settings.split_into === 'Sample ranges') {
    const count = positive(settings, 'sample_ranges');
    const list = upTo(count).map((part) => ({ name: `samples-${part + 1}`, values: ['samples', count, part] }));
    return { values: ['samples', count], list };
  }
  const [columns, rows] = [positive(settings, 'columns'), positive(settings, 'rows')];
  const overlap = Math.max(0, Math.trunc(settings.overlap ?? 0));
  const list = upTo(rows).flatMap((row) =>
    upTo(columns).map((column) => ({
      name: `tile-${column + 1}-${row + 1}`,
      values: ['tiles', columns, rows, column, row, overlap],
    })),
  );
  return { values: ['tiles', columns, rows, overlap], list };
}

function upTo(count) {
  return Array.from({ length: count }, (_, index) => index);
}

const MOST = 10_000;

function positive(settings, key) {
  const value = settings[key];
  if (!(Number.isInteger(value) && value >= 1 && value <= MOST)) throw `"${key}" is a number from 1 on, not ${value}`;
  return value;
}

function partArguments(settings, values, file, frame) {
  const code = [compositorPython(settings), PART_PYTHON, devicePython(settings)].filter((part) => part !== '').join('\n');
  return [
    ...sceneArguments(settings),
    ...pythonArguments(code),
    ...['--render-output', file],
    ...['--render-frame', frame],
    ...['--', ...values.map(String)],
  ];
}

function mergeArguments(settings, values) {
  return [
    ...sceneArguments(settings),
    ...['--render-format', settings.format || 'PNG'],
    ...pythonArguments(`${compositorPython(settings)}\n${MERGE_PYTHON}`),
    ...['--', ...values.map(String)],
  ];
}

/** Parts are checked too, so that a mistake shows before anything is rendered. */
function compositorPython({ use_compositor: isUsed }) {
  return isUsed === false ? 'import bpy; bpy.context.scene.render.use_compositing = False' : CHECK_COMPOSITOR_PYTHON;
}
