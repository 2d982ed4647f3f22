const { chunksInOrder } = require('./flamenco/frames.js');
const { outputOf } = require('./flamenco/output.js');
const { renderTask } = require('./flamenco/render.js');
const shared = require('./flamenco/settings.js');
const { addPreviewVideo } = require('./flamenco/video.js');

const COLORS = { Material: 'MATERIAL', Texture: 'TEXTURE', Object: 'OBJECT', Vertex: 'VERTEX', Random: 'RANDOM' };

const JOB_TYPE = {
  label: 'Blender Playblast',
  description:
    'Shows the motion of a shot within minutes: frames as in the solid viewport, small, as JPEG and as a video. The Workers need a graphics card or Mesa',
  settings: [
    shared.frames,
    {
      key: 'image_size',
      type: 'int32',
      label: 'Size (%)',
      default: 50,
      propargs: { min: 1, max: 100 },
      visible: 'submission',
      description: 'Width and height of the images, in percent of the resolution of the scene',
    },
    {
      key: 'color',
      type: 'string',
      choices: Object.keys(COLORS),
      default: 'Material',
      visible: 'submission',
      description: 'Where the surfaces take their color from',
    },
    shared.chunkSize(50),
    ...shared.frameOrder,
    ...shared.output,
    shared.overwrite,
    shared.previewVideo,
    shared.blendfile,
    shared.fps,
    shared.scene,
  ],
};

function compileJob(job) {
  const settings = { ...job.settings, format: 'JPEG', image_file_extension: '.jpg' };
  const output = outputOf(job);
  const python = workbenchPython(job.settings);
  const tasks = chunksInOrder(settings).map((chunk) =>
    renderTask(`playblast-${chunk}`, settings, output, chunk, python),
  );
  for (const task of tasks) job.addTask(task);
  addPreviewVideo(job, output, tasks, settings);
}

/** The size is of the full resolution, whatever percentage the artist left in the file. */
function workbenchPython({ image_size: size, color }) {
  if (!(size >= 1 && size <= 100)) throw `"image_size" is a percentage from 1 to 100, not ${size}`;
  return [
    "render.engine = 'BLENDER_WORKBENCH'",
    `render.resolution_percentage = ${Math.trunc(size)}`,
    'render.use_compositing = False',
    'render.use_sequencer = False',
    'render.use_motion_blur = False',
    "bpy.context.scene.display.shading.light = 'STUDIO'",
    `bpy.context.scene.display.shading.color_type = '${COLORS[color] ?? 'MATERIAL'}'`,
    'bpy.context.scene.display.shading.show_cavity = True',
  ];
}
