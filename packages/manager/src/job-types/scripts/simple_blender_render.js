const JOB_TYPE = {
  label: 'Simple Blender Render',
  description: 'Renders a range of frames, and makes a video of them as a preview',
  settings: [
    {
      key: 'frames',
      type: 'string',
      required: true,
      eval: "f'{C.scene.frame_start}-{C.scene.frame_end}'",
      evalInfo: {
        showLinkButton: true,
        description: 'Scene frame range',
      },
      description: 'The frames to render, for example "47", "1-30" or "3, 5-10, 47-327"',
    },
    {
      key: 'chunk_size',
      type: 'int32',
      default: 1,
      description: 'How many frames each render task renders',
      visible: 'submission',
    },
    {
      key: 'render_output_root',
      type: 'string',
      subtype: 'dir_path',
      required: true,
      visible: 'submission',
      description: 'Where the output goes; a directory for the job is added to it',
    },
    {
      key: 'add_path_components',
      type: 'int32',
      required: true,
      default: 0,
      propargs: { min: 0, max: 32 },
      visible: 'submission',
      description: 'How many directories of the path of the blend file are repeated in the output path',
    },
    {
      key: 'render_output_path',
      type: 'string',
      subtype: 'file_path',
      editable: false,
      eval: "str(Path(abspath(settings.render_output_root), last_n_dir_parts(settings.add_path_components), jobname, '{timestamp}', '######'))",
      description: 'The path that the frames get in the end',
    },
    {
      key: 'blendfile',
      type: 'string',
      required: true,
      description: 'The blend file to render',
      visible: 'web',
    },
    { key: 'fps', type: 'float', eval: 'C.scene.render.fps / C.scene.render.fps_base', visible: 'hidden' },
    {
      key: 'format',
      type: 'string',
      required: true,
      eval: 'C.scene.render.image_settings.file_format',
      visible: 'web',
    },
    {
      key: 'image_file_extension',
      type: 'string',
      required: true,
      eval: 'C.scene.render.file_extension',
      visible: 'hidden',
      description: 'The extension of the rendered images, with its dot',
    },
    {
      key: 'has_previews',
      type: 'bool',
      required: false,
      eval: 'C.scene.render.image_settings.use_preview',
      visible: 'hidden',
      description: 'Whether Blender writes a JPEG next to each image',
    },
    {
      key: 'scene',
      type: 'string',
      required: true,
      eval: 'C.scene.name',
      visible: 'web',
      description: 'The scene to render',
    },
  ],
};

/** Formats that FFmpeg cannot read; a preview video needs the JPEGs that Blender can write next to them. */
const EXR_FORMATS = ['EXR', 'MULTILAYER', 'OPEN_EXR', 'OPEN_EXR_MULTILAYER'];

/** Formats that make one film of all frames, which tasks on several machines cannot. */
const VIDEO_FORMATS = ['FFMPEG', 'AVI_RAW', 'AVI_JPEG'];

/**
 * What Blender has to be told before it renders, since the file is submitted as the artist saved it. A task that runs
 * again must not spend time on the frames that are there already.
 */
const RENDER_SETTINGS = [
  'import bpy',
  'render = bpy.context.scene.render',
  'render.use_file_extension = True',
  'render.use_overwrite = False',
  'render.use_placeholder = False',
].join('; ');

function compileJob(job) {
  const { settings } = job;
  if (VIDEO_FORMATS.includes(settings.format)) {
    throw `This job type only renders images, and not "${settings.format}"`;
  }

  const output = renderOutput(job);
  settings.render_output_path = output;
  const renderDir = path.dirname(output);

  const renderTasks = authorRenderTasks(settings, renderDir, output);
  const videoTask = authorVideoTask(settings, renderDir);
  for (const task of renderTasks) {
    job.addTask(task);
  }
  if (videoTask) {
    for (const task of renderTasks) {
      videoTask.addDependency(task);
    }
    job.addTask(videoTask);
  }
}

/** The output path with its {timestamp} filled in; other names in braces are the Manager's variables. */
function renderOutput(job) {
  const output = job.settings.render_output_path;
  if (!output) throw 'no render_output_path setting!';
  return output.replaceAll('{timestamp}', formatTimestampLocal(job.created));
}

function authorRenderTasks(settings, renderDir, output) {
  const target = path.join(renderDir, path.basename(output));
  return frameChunker(settings.frames, settings.chunk_size).map((chunk) => {
    const task = author.Task(`render-${chunk}`, 'blender');
    task.addCommand(
      author.Command(
        'blender-render',
        {
          exe: '{blender}',
          exeArgs: '{blenderArgs}',
          argsBefore: [],
          blendfile: settings.blendfile,
          args: renderArguments(settings, target, chunk),
        },
        frameCount(chunk),
      ),
    );
    return task;
  });
}

/** The scene comes first, so that what follows applies to it; the frames come last, so that all applies to them. */
function renderArguments(settings, target, chunk) {
  return [
    ...(settings.scene ? ['--scene', settings.scene] : []),
    ...['--python-expr', RENDER_SETTINGS],
    ...['--render-output', target],
    ...['--render-format', settings.format],
    ...['--render-frame', blenderFrames(chunk)],
  ];
}

/** Blender writes ranges with two dots. A leading minus would mean "counted from the last frame" to it. */
function blenderFrames(chunk) {
  if (chunk.startsWith('-')) {
    throw `This job type cannot render negative frame numbers: ${chunk}`;
  }
  return chunk.replaceAll('-', '..');
}

/** The task that makes a video of all frames, or undefined where that is not possible. */
function authorVideoTask(settings, renderDir) {
  const needsPreviews = EXR_FORMATS.includes(settings.format);
  if (needsPreviews && !settings.has_previews) {
    print('Not authoring video task, FFmpeg-incompatible render output');
    return undefined;
  }
  if (!settings.fps) {
    print('Not authoring video task, no FPS known:', settings.fps);
    return undefined;
  }

  const extension = needsPreviews ? '.jpg' : settings.image_file_extension;
  const blendName = path.stem(settings.blendfile).replace('.flamenco', '');
  const task = author.Task('preview-video', 'ffmpeg');
  task.addCommand(
    author.Command('frames-to-video', {
      exe: 'ffmpeg',
      fps: settings.fps,
      inputGlob: path.join(renderDir, `*${extension}`),
      outputFile: path.join(renderDir, `${blendName}-${videoFrames(settings.frames)}.mp4`),
      args: [
        ...['-c:v', 'h264'],
        ...['-crf', '20'],
        ...['-g', '18'],
        ...['-vf', 'pad=ceil(iw/2)*2:ceil(ih/2)*2'],
        ...['-pix_fmt', 'yuv420p'],
        ...['-r', settings.fps],
        '-y',
      ],
    }),
  );
  return task;
}

/** The frames in the name of the video: as they were written, or from the first to the last of several ranges. */
function videoFrames(frames) {
  if (!frames.includes(',')) return frames;
  const chunks = frameChunker(frames, 1);
  return `${chunks[0]}-${chunks[chunks.length - 1]}`;
}
