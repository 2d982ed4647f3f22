/** What an original add-on submits, apart from the blend file (contract 10 §12). */
export const RENDER_JOB = {
  name: 'trace job',
  type: 'simple-blender-render',
  priority: 60,
  submitter_platform: 'linux',
  settings: {
    frames: '1-3',
    chunk_size: 1,
    render_output_root: '/mnt/storage/render',
    add_path_components: 0,
    render_output_path: '/mnt/storage/render/trace job/{timestamp}/######',
    blendfile: '/mnt/storage/scene.blend',
    fps: 24.0,
    format: 'PNG',
    image_file_extension: '.png',
    has_previews: false,
    scene: 'Scene',
  },
  metadata: {},
  initial_status: 'queued',
} as const;

/** A job whose first task echoes, and the second sleeps after it. */
export const ECHO_JOB = {
  name: 'echo',
  type: 'echo-sleep-test',
  priority: 50,
  submitter_platform: 'linux',
  settings: { message: 'hello', sleep_duration_seconds: 1, sleep_repeats: 1 },
} as const;

/** The first bytes of a JPEG file, enough to be taken for one. */
export const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01]);

/** UUIDs of nobody. */
export const UNKNOWN = '00000000-0000-4000-8000-00000000000f';
