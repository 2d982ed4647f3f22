# Runs Python that a job type gives to Blender, on a computer with the graphics cards that the test says: what Cycles'
# preferences do is played here, from Blender 2.93 (no `refresh_devices`) on. Prints what comes of it as JSON.
import contextlib, io, json, sys, types

given = json.load(sys.stdin)


class Device:
    def __init__(self, name, type, use):
        self.name, self.type, self.use = name, type, use


class Preferences:
    def __init__(self):
        self.found = [Device(*device) for device in given['devices']]
        self.devices = []
        self.kind = given['set']

    @property
    def compute_device_type(self):
        return self.kind

    @compute_device_type.setter
    def compute_device_type(self, kind):
        # Blender knows only what it was built with.
        if kind not in given['built']:
            raise TypeError('enum "' + kind + '" not found')
        self.kind = kind

    def look(self):
        self.devices = self.found


preferences = Preferences()
setattr(preferences, 'refresh_devices' if given['is_new'] else 'get_devices', preferences.look)
render = types.SimpleNamespace(engine=given['engine'])
cycles = types.SimpleNamespace(device=given['device'])
scene = types.SimpleNamespace(render=render, cycles=cycles)
addons = {'cycles': types.SimpleNamespace(preferences=preferences)}
context = types.SimpleNamespace(scene=scene, preferences=types.SimpleNamespace(addons=addons))
sys.modules['bpy'] = types.SimpleNamespace(context=context)

printed, error = io.StringIO(), None
with contextlib.redirect_stdout(printed):
    try:
        exec(given['code'], {'__name__': '__main__'})
    except SystemExit as end:
        error = str(end)
used = [device.name for device in preferences.devices if device.use]
print(json.dumps({'device': cycles.device, 'used': used, 'printed': printed.getvalue().strip(), 'error': error}))
