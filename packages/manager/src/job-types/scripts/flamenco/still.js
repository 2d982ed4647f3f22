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
image = render.image_settings
if hasattr(image, 'media_type'):
    image.media_type = 'IMAGE'
image.file_format, image.color_mode, image.color_depth, image.exr_codec = 'OPEN_EXR', 'RGBA', '32', 'ZIP'
image.use_preview = False
if hasattr(image, 'color_management'):
    image.color_management = 'FOLLOW_SCENE'
(render_tile if given[0] == 'tiles' else render_samples)(*[int(number) for number in given[1:]])`;

/** Gets: tiles, columns, rows, overlap or samples, parts; then: keep or remove, frame, the output path, the parts. */
exports.MERGE_PYTHON = `${BEGIN}
tiles = given[0] == 'tiles'
columns, rows, overlap = [int(number) for number in given[1:4]] if tiles else (0, 0, 0)
how_many = 0 if tiles else int(given[1])
keep, frame, output, *files = given[4 if tiles else 2:]

def load(file, area):
    if not os.path.isfile(file):
        raise SystemExit('Error: the part ' + file + ' is not there. Run its task again')
    image = bpy.data.images.load(file)
    size = (area[2] - area[0], area[3] - area[1])
    if tuple(image.size) != size or image.channels != 4:
        raise SystemExit('Error: the part ' + file + ' has the size ' + str(tuple(image.size)) + ' instead of ' + str(size))
    pixels = array.array('f', bytes(16 * size[0] * size[1]))
    image.pixels.foreach_get(pixels)
    bpy.data.images.remove(image)
    return pixels

def paste(target, frame_area, pixels, from_area, area):
    # Row by row: the pixels of the area, without the overlap.
    target_width, source_width = frame_area[2] - frame_area[0], from_area[2] - from_area[0]
    count = 4 * (area[2] - area[0])
    for y in range(area[1], area[3]):
        to = 4 * ((y - frame_area[1]) * target_width + area[0] - frame_area[0])
        start = 4 * ((y - from_area[1]) * source_width + area[0] - from_area[0])
        target[to:to + count] = pixels[start:start + count]

def weighted(total, pixels, weight):
    try:
        import numpy
    except ImportError:
        return array.array('f', [sum + weight * value for sum, value in zip(total, pixels)])
    sums = numpy.frombuffer(total, 'f') + weight * numpy.frombuffer(pixels, 'f')
    return array.array('f', sums.astype('f').tobytes())

def averaged(area):
    total = array.array('f', bytes(16 * (area[2] - area[0]) * (area[3] - area[1])))
    for part, file in enumerate(files):
        first, end = samples_of(how_many, part)
        total = weighted(total, load(file, area), (end - first) / scene.cycles.samples)
    return total

# A border without cropping leaves the rest of the picture empty.
rendered = region()
whole = rendered if render.use_border and render.use_crop_to_border else (0, 0, width, height)
pixels = array.array('f', bytes(16 * (whole[2] - whole[0]) * (whole[3] - whole[1])))
if tiles:
    for index, file in enumerate(files):
        area = tile(columns, rows, index % columns, index // columns)
        from_area = with_overlap(area, overlap)
        paste(pixels, whole, load(file, from_area), from_area, area)
else:
    area = rendered if render.use_crop_to_border else whole
    paste(pixels, whole, averaged(area), area, rendered)

merged = bpy.data.images.new('merged', whole[2] - whole[0], whole[3] - whole[1], alpha=True, float_buffer=True)
merged.alpha_mode = 'PREMUL'
merged.pixels.foreach_set(pixels)
merged.update()
render.use_file_extension = True
render.filepath = output
path = bpy.path.abspath(render.frame_path(frame=int(frame)))
os.makedirs(os.path.dirname(path), exist_ok=True)
merged.save_render(path, scene=scene)
if not os.path.isfile(path):
    raise SystemExit('Error: could not write ' + path)
print("Saved: '" + path + "'")
if keep == 'remove':
    for file in files:
        os.remove(file)
    try:
        os.rmdir(os.path.dirname(files[0]))
    except OSError:
        pass`;
