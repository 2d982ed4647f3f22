'use strict';

/** On what Cycles renders. */

const BLENDER_NAMES = { CPU: 'CPU', CUDA: 'CUDA', OptiX: 'OPTIX', HIP: 'HIP', oneAPI: 'ONEAPI', Metal: 'METAL' };
const AS_SET = 'As the Worker is set';

exports.DEVICES = [AS_SET, ...Object.keys(BLENDER_NAMES)];

/**
 * Python that chooses the device, or nothing where all stays as it is. A GPU that a Worker lacks is replaced by its
 * CPU, unless that is refused: then the task fails there, and the Manager gives it to another Worker.
 */
exports.devicePython = function devicePython({ device, refuse_cpu }) {
  const wanted = BLENDER_NAMES[device] ?? '';
  if (wanted === 'CPU' && refuse_cpu) throw 'The device is the CPU and "refuse_cpu" is on: choose one of them';
  if (wanted === '' && !refuse_cpu) return '';
  return `${CHOOSE_DEVICE}\nchoose_device('${wanted}', ${refuse_cpu ? 'True' : 'False'})`;
};

const CHOOSE_DEVICE = `
def choose_device(wanted, refuse_cpu):
    scene = bpy.context.scene
    if scene.render.engine != 'CYCLES':
        print('The device is chosen for Cycles only, this scene renders with ' + scene.render.engine)
        return
    if wanted == 'CPU':
        scene.cycles.device = 'CPU'
        return
    known = bpy.context.preferences.addons['cycles'].preferences
    if wanted:
        try:
            known.compute_device_type = wanted
        except TypeError:
            return without_gpu(scene, wanted, refuse_cpu)
        scene.cycles.device = 'GPU'
    (getattr(known, 'refresh_devices', None) or known.get_devices)()
    if wanted:
        for device in known.devices:
            device.use = device.type == wanted
    kind = known.compute_device_type
    gpus = [device.name for device in known.devices if device.type == kind and device.type != 'CPU' and device.use]
    if not gpus or scene.cycles.device != 'GPU':
        return without_gpu(scene, wanted, refuse_cpu)
    print('Rendering with ' + kind + ' on ' + ', '.join(gpus))

def without_gpu(scene, wanted, refuse_cpu):
    missing = 'This computer cannot render with ' + wanted if wanted else 'Neither scene nor preferences choose a GPU'
    if refuse_cpu:
        raise SystemExit('Error: ' + missing + ', and rendering on the CPU is refused')
    print(missing + ', it renders on the CPU')
    scene.cycles.device = 'CPU'
`.trim();
