'use strict';

/**
 * Python that renders a part of a picture, and that puts the parts together. A part is a tile, or the whole picture
 * with some of its samples. Both know the picture only from the scene, so that artists need not say its size. All that
 * changes from task to task comes after '--': Manager variables in paths become whatever a Worker's platform calls them.
 */

const BEGIN = `
import array, os, struct, sys
import bpy
given = sys.argv[sys.argv.index('--') + 1:]
scene = bpy.context.scene
render = scene.render
width = render.resolution_x * render.resolution_percentage // 100
height = render.resolution_y * render.resolution_percentage // 100

def pixel(share, size):
    # As Blender cuts it off, in its precision.
    return int(struct.unpack('f', struct.pack('f', share * size))[0])

def region():
    # What is to be rendered at all: the artist may have set a border.
    if not render.use_border:
        return 0, 0, width, height
    return (pixel(render.border_min_x, width), pixel(render.border_min_y, height),
            pixel(render.border_max_x, width), pixel(render.border_max_y, height))

def split(low, high, count, index):
    return low + (high - low) * index // count, low + (high - low) * (index + 1) // count

def tile(columns, rows, column, row):
    left, bottom, right, top = region()
    if columns > right - left or rows > top - bottom:
        raise SystemExit('Error: there are more tiles than pixels')
    (left, right), (bottom, top) = split(left, right, columns, column), split(bottom, top, rows, row)
    return left, bottom, right, top

def with_overlap(area, overlap):
    left, bottom, right, top = region()
    return (max(left, area[0] - overlap), max(bottom, area[1] - overlap),
            min(right, area[2] + overlap), min(top, area[3] + overlap))

def samples_of(parts, part):
    if render.engine != 'CYCLES':
        raise SystemExit('Error: sample ranges are for Cycles, this scene renders with ' + render.engine + ': use tiles')
    if parts > scene.cycles.samples:
        raise SystemExit('Error: there are more parts than samples (' + str(scene.cycles.samples) + ')')
    return split(0, scene.cycles.samples, parts, part)

def use_linear_exr(settings):
    if hasattr(settings, 'media_type'):
        settings.media_type = 'IMAGE'
    settings.file_format, settings.color_mode, settings.color_depth, settings.exr_codec = 'OPEN_EXR', 'RGBA', '32', 'ZIP'
    settings.use_preview = False
    if hasattr(settings, 'color_management'):
        settings.color_management = 'FOLLOW_SCENE'
`.trim();

/** For scenes whose compositor is to run on the merged picture: that is all it will get. */
exports.CHECK_COMPOSITOR_PYTHON = `
import bpy
scene = bpy.context.scene
render = scene.render
nodes = getattr(scene, 'node_tree', None) or getattr(scene, 'compositing_node_group', None)
if nodes and render.use_compositing and getattr(scene, 'use_nodes', True):
    for node in nodes.nodes:
        for used in node.outputs if node.type == 'R_LAYERS' else []:
            if used.is_linked and used.name not in ('Image', 'Alpha'):
                raise SystemExit('Error: the compositor uses the pass ' + used.name + ', which parts of a picture do not have. '
                                 'Switch off "use_compositor", or composite in another job')
`.trim();

/** Renders linear light, without what only the whole picture can have done to it. */
exports.PART_PYTHON = `${BEGIN}

def render_tile(columns, rows, column, row, overlap):
    left, bottom, right, top = with_overlap(tile(columns, rows, column, row), overlap)
    # A quarter of a pixel more, so that rounding does not lose a pixel.
    render.border_max_x, render.border_max_y = 1, 1
    render.border_min_x = (left + 0.25) / width if left > 0 else 0
    render.border_min_y = (bottom + 0.25) / height if bottom > 0 else 0
    render.border_max_x = (right + 0.25) / width if right < width else 1
    render.border_max_y = (top + 0.25) / height if top < height else 1
    render.use_border, render.use_crop_to_border = True, True

def render_samples(parts, part):
    first, end = samples_of(parts, part)
    cycles = scene.cycles
    cycles.use_adaptive_sampling, cycles.time_limit = False, 0
    if hasattr(cycles, 'use_sample_subset'):
        cycles.use_sample_subset, cycles.sample_offset, cycles.sample_subset_length = True, first, end - first
    elif hasattr(cycles, 'sample_offset'):
        cycles.sample_offset, cycles.samples = first, end - first
    else:
        cycles.seed, cycles.samples = cycles.seed + part, end - first

render.use_compositing, render.use_sequencer = False, False
render.use_overwrite, render.use_placeholder, render.use_file_extension = True, False, True
if hasattr(render, 'use_multiview'):
    render.use_multiview = False
use_linear_exr(render.image_settings)
(render_tile if given[0] == 'tiles' else render_samples)(*[int(number) for number in given[1:]])`;

/**
 * Gets: tiles, columns, rows, overlap or samples, parts; then: keep or remove, frame, the output path, the parts. A render
 * engine of its own hands the merged picture to Blender, so that all that follows a render happens to it as ever:
 * compositor, view transform, dithering, file format.
 */
exports.MERGE_PYTHON = `${BEGIN}
tiles = given[0] == 'tiles'
columns, rows, overlap = [int(number) for number in given[1:4]] if tiles else (0, 0, 0)
how_many = 0 if tiles else int(given[1])
keep, frame, output, *files = given[4 if tiles else 2:]

def opened(file, area):
    if not os.path.isfile(file):
        raise SystemExit('Error: the part ' + file + ' is not there. Run its task again')
    image = bpy.data.images.load(file)
    size = (area[2] - area[0], area[3] - area[1])
    if tuple(image.size) != size or image.channels != 4:
        raise SystemExit('Error: the part ' + file + ' has the size ' + str(tuple(image.size)) + ' instead of ' + str(size))
    return image

def pixels_of(image):
    pixels = array.array('f', bytes(16 * image.size[0] * image.size[1]))
    image.pixels.foreach_get(pixels)
    return pixels

def weighted(total, pixels, weight):
    try:
        import numpy
    except ImportError:
        return array.array('f', [sum + weight * value for sum, value in zip(total, pixels)])
    sums = numpy.frombuffer(total, 'f') + weight * numpy.frombuffer(pixels, 'f')
    return array.array('f', sums.astype('f').tobytes())

def loaded(file, area):
    image = opened(file, area)
    pixels = pixels_of(image)
    bpy.data.images.remove(image)
    return pixels

def averaged(area):
    total = array.array('f', bytes(16 * (area[2] - area[0]) * (area[3] - area[1])))
    for part, file in enumerate(files):
        first, end = samples_of(how_many, part)
        total = weighted(total, loaded(file, area), (end - first) / scene.cycles.samples)
    return total

rendered = region()

def pieces():
    # Pixels, the area that they are of, and the part of it that belongs into the picture.
    if not tiles:
        # A border without cropping leaves the rest of the picture empty.
        from_area = rendered if render.use_crop_to_border else (0, 0, width, height)
        yield merged_samples, from_area, rendered
    for index, file in enumerate(files if tiles else []):
        area = tile(columns, rows, index % columns, index // columns)
        from_area = with_overlap(area, overlap)
        yield loaded(file, from_area), from_area, area

def row_of(pixels, from_area, area, y):
    start = 4 * ((y - from_area[1]) * (from_area[2] - from_area[0]) + area[0] - from_area[0])
    row = pixels[start:start + 4 * (area[2] - area[0])]
    return zip(row[0::4], row[1::4], row[2::4], row[3::4])

class MergedPicture(bpy.types.RenderEngine):
    bl_idname, bl_label = 'FLAMENCO_MERGE', 'Merged picture'
    bl_use_postprocess = True

    def render(self, depsgraph):
        # Some rows at a time, since Blender takes pixels as lists, which are large.
        for pixels, from_area, area in pieces():
            for bottom in range(area[1], area[3], 64):
                top = min(bottom + 64, area[3])
                result = self.begin_result(area[0] - rendered[0], bottom - rendered[1], area[2] - area[0], top - bottom,
                                           layer=depsgraph.view_layer_eval.name)
                colors = [color for y in range(bottom, top) for color in row_of(pixels, from_area, area, y)]
                result.layers[0].passes['Combined'].rect = colors
                self.end_result(result)

# Before the engine changes: what is wrong with the parts ends the program here.
if tiles:
    for index, file in enumerate(files):
        area = tile(columns, rows, index % columns, index // columns)
        bpy.data.images.remove(opened(file, with_overlap(area, overlap)))
else:
    merged_samples = averaged(rendered if render.use_crop_to_border else (0, 0, width, height))

bpy.utils.register_class(MergedPicture)
scene.frame_set(int(frame))
render.engine = 'FLAMENCO_MERGE'
render.use_sequencer, render.use_file_extension = False, True
render.filepath = output
path = bpy.path.abspath(render.frame_path(frame=int(frame)))
render.filepath = path
bpy.ops.render.render(write_still=True)
if not os.path.isfile(path):
    raise SystemExit('Error: could not write ' + path)
if keep == 'remove':
    for file in files:
        os.remove(file)
    try:
        os.rmdir(os.path.dirname(files[0]))
    except OSError:
        pass`;
