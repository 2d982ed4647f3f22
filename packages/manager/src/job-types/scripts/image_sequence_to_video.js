const { h264, PLAYABLE } = require('./flamenco/video.js');

const CODECS = {
  'H.264': h264,
  'H.265': (crf) => ['-c:v', 'libx265', '-crf', String(crf), '-tag:v', 'hvc1', ...PLAYABLE],
  ProRes: () => ['-c:v', 'prores_ks', '-profile:v', '3', '-pix_fmt', 'yuv422p10le'],
};

const JOB_TYPE = {
  label: 'Image Sequence to Video',
  description: 'Makes a video of images that are there already, with FFmpeg',
  settings: [
    {
      key: 'images',
      type: 'string',
      subtype: 'file_path',
      required: true,
      description: 'The images: one of them with its number, /shot/0001.png, or a pattern, /shot/####.png or /shot/*.png',
    },
    {
      key: 'fps',
      type: 'float',
      required: true,
      default: 24,
      eval: 'C.scene.render.fps / C.scene.render.fps_base',
      evalInfo: { showLinkButton: false, description: 'Frames per second of the scene' },
      propargs: { min: 0.01 },
      description: 'Frames per second',
    },
    {
      key: 'output_file',
      type: 'string',
      subtype: 'file_path',
      required: true,
      description: 'The video, with .mp4, .mov or .mkv; it may contain {timestamp}. A video of this name is overwritten',
    },
    {
      key: 'codec',
      type: 'string',
      choices: Object.keys(CODECS),
      default: 'H.264',
      description: 'H.264 plays everywhere, H.265 is smaller, ProRes (.mov) is for editing',
    },
    {
      key: 'quality',
      type: 'int32',
      label: 'Quality (CRF)',
      default: 20,
      propargs: { min: 0, max: 51 },
      description: 'Lower is better and larger; 18 to 28 are usual. ProRes does not look at it',
    },
    {
      key: 'audio_file',
      type: 'string',
      subtype: 'file_path',
      description: 'Sound for the video, if there is to be any; what is longer, sound or images, is cut off',
    },
  ],
};

function compileJob(job) {
  const { settings } = job;
  if (!(settings.fps > 0)) throw `"fps" must be more than 0, not ${settings.fps}`;
  const codec = CODECS[settings.codec || 'H.264'];
  if (codec === undefined) throw `"codec" is one of ${Object.keys(CODECS).join(', ')}, not "${settings.codec}"`;
  const inputGlob = globOf(String(settings.images ?? '').trim());
  const outputFile = outputOf(job);
  const folder = outputFile.slice(0, outputFile.lastIndexOf('/'));

  const task = author.Task('video', 'ffmpeg');
  if (folder !== inputGlob.slice(0, inputGlob.lastIndexOf('/'))) {
    task.addCommand(author.Command('make-directory', { path: folder }));
  }
  const audio = settings.audio_file ? ['-i', settings.audio_file, '-c:a', 'aac', '-b:a', '192k', '-shortest'] : [];
  const args = [...audio, ...codec(settings.quality ?? 20), '-y'];
  task.addCommand(author.Command('frames-to-video', { exe: 'ffmpeg', fps: settings.fps, inputGlob, outputFile, args }));
  job.addTask(task);
}

/** A glob for the images: the number of one of them, at the end of its name, stands for all numbers. */
function globOf(images) {
  const slashed = images.replaceAll('\\', '/');
  const slash = slashed.lastIndexOf('/');
  if (slash < 0) throw 'No images: give "images" by the whole path, for example /shot/####.png';
  const [folder, name] = [slashed.slice(0, slash + 1), slashed.slice(slash + 1)];
  if (/[*?]/.test(name)) return slashed;
  if (name.includes('#')) return folder + name.replaceAll(/#+/g, '*');
  if (!/\d+\.[^.]+$/.test(name)) throw `"${name}" has no number: name one of the images, or write #### or * for the numbers`;
  return folder + name.replace(/\d+(?=\.[^.]+$)/, '*');
}

function outputOf(job) {
  const wanted = String(job.settings.output_file ?? '').trim();
  if (!/\.(?:mp4|mov|mkv)$/i.test(wanted)) throw `"output_file" should end with .mp4, .mov or .mkv: "${wanted}"`;
  job.settings.output_file = wanted.replaceAll('{timestamp}', formatTimestampLocal(job.created));
  const slashed = job.settings.output_file.replaceAll('\\', '/');
  if (!slashed.includes('/')) throw `"output_file" should be a whole path: "${wanted}"`;
  return slashed;
}
