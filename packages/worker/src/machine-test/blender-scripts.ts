/** Begins the line with which a script answers. */
export const ANSWER = 'FLAMENCO-TEST ';

/** Size of the test frame, in pixels. */
export const FRAME = { width: 64, height: 36 } as const;

/** How Blender is started for a test: with nothing of the user's own settings. */
export const EXE_ARGS = '--background --factory-startup';

/** Lists the devices, other than the processor, that Cycles could use. Runs in every Blender from 2.93 on. */
export const LIST_DEVICES = `
import bpy, json
preferences = bpy.context.preferences.addons['cycles'].preferences
devices = {}
for kind in ('CUDA', 'OPTIX', 'HIP', 'METAL', 'ONEAPI'):
    try:
        listed = preferences.get_devices_for_type(kind)
    except Exception:
        continue
    for device in listed or []:
        if device.type != 'CPU':
            devices.setdefault(device.name, []).append(device.type)
print(${JSON.stringify(ANSWER)} + json.dumps(devices), flush=True)
`;

/** Renders one small frame of the scene that Blender begins with, on the processor; the last argument is the file. */
export const RENDER_FRAME = `
import bpy, sys
scene = bpy.context.scene
scene.render.engine = 'CYCLES'
scene.cycles.device = 'CPU'
scene.cycles.samples = 1
scene.cycles.use_denoising = False
scene.render.resolution_x = ${FRAME.width}
scene.render.resolution_y = ${FRAME.height}
scene.render.resolution_percentage = 100
scene.render.image_settings.file_format = 'PNG'
scene.render.use_file_extension = False
scene.frame_start = scene.frame_end = 1
scene.render.filepath = sys.argv[-1]
bpy.ops.render.render(write_still=True)
`;

/** The devices that a script listed, each with the interfaces through which it can be used. Pure. */
export function readDevices(output: readonly string[]): ReadonlyMap<string, readonly string[]> | undefined {
  const line = output.find((text) => text.startsWith(ANSWER));
  try {
    const devices: unknown = JSON.parse(line?.slice(ANSWER.length) ?? '');
    if (typeof devices !== 'object' || devices === null) return undefined;
    return new Map(
      Object.entries(devices).map(([name, kinds]) => [
        name,
        Array.isArray(kinds) ? [...new Set(kinds.map(String))] : [],
      ]),
    );
  } catch {
    return undefined;
  }
}
