"""How the demo's scene looks: the settings of the renderer, the sky, the materials."""

import bpy
from scene_things import FRAMES

WIDTH, HEIGHT = 320, 180
SAMPLES = 16
FRAMES_PER_SECOND = 24

# From straight down (0) to straight up (1); the horizon of the picture is a little below the middle.
SKY = ((0.25, (0.10, 0.03, 0.16)), (0.37, (0.95, 0.26, 0.08)), (0.46, (0.22, 0.05, 0.20)), (1, (0.04, 0.10, 0.42)))


def configure_render(scene):
    scene.name = "Demo"
    scene.frame_start, scene.frame_end = 1, FRAMES
    render = scene.render
    render.engine = "CYCLES"
    render.resolution_x, render.resolution_y, render.resolution_percentage = WIDTH, HEIGHT, 100
    render.fps, render.fps_base = FRAMES_PER_SECOND, 1.0
    render.image_settings.file_format = "PNG"
    render.use_persistent_data = True
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.samples = SAMPLES
    cycles.seed = 7
    cycles.use_adaptive_sampling = True
    cycles.adaptive_threshold = 0.03
    cycles.use_denoising = has_denoiser()
    cycles.filter_width = 1.7
    cycles.max_bounces = 3
    cycles.diffuse_bounces = 1
    cycles.glossy_bounces = 3
    cycles.sample_clamp_indirect = 2.0
    cycles.caustics_reflective = cycles.caustics_refractive = False
    choose_colors(scene.view_settings)


def choose_colors(view):
    """Newer versions of Blender show colours paler unless told otherwise, and name the same contrast differently."""
    view.view_transform = "Filmic"
    for name in ("High Contrast", "Filmic - High Contrast"):
        try:
            view.look = name
        except TypeError:
            continue


def has_denoiser():
    """Debian's Blender, for one, is built without it; the pictures are good enough then."""
    try:
        import _cycles

        return bool(_cycles.with_openimagedenoise)
    except (ImportError, AttributeError):
        return False


def build_sky(scene):
    """A dusk: warm at the horizon, blue above."""
    world = bpy.data.worlds.new("Dusk")
    nodes, links = empty_tree(world)
    place = nodes.new("ShaderNodeTexCoord")
    split = nodes.new("ShaderNodeSeparateXYZ")
    height = nodes.new("ShaderNodeMath")
    height.operation, height.inputs[1].default_value, height.inputs[2].default_value = "MULTIPLY_ADD", 0.5, 0.5
    ramp = nodes.new("ShaderNodeValToRGB")
    light, output = nodes.new("ShaderNodeBackground"), nodes.new("ShaderNodeOutputWorld")
    links.new(place.outputs["Generated"], split.inputs[0])
    links.new(split.outputs["Z"], height.inputs[0])
    links.new(height.outputs[0], ramp.inputs["Fac"])
    links.new(ramp.outputs["Color"], light.inputs["Color"])
    links.new(light.outputs[0], output.inputs[0])
    paint(ramp, SKY)
    light.inputs["Strength"].default_value = 0.8
    world.cycles.sampling_method = "NONE"
    scene.world = world


def paint(ramp, stops):
    elements = ramp.color_ramp.elements
    while len(elements) < len(stops):
        elements.new(0.5)
    for element, (position, color) in zip(elements, stops):
        element.position, element.color = position, (*color, 1)


def pillar_material():
    """Satin, in the colour of each object."""
    material, shader = principled("Pillar")
    info = material.node_tree.nodes.new("ShaderNodeObjectInfo")
    material.node_tree.links.new(info.outputs["Color"], shader.inputs["Base Color"])
    shader.inputs["Roughness"].default_value = 0.4
    return material


def metal(name, color, roughness):
    material, shader = principled(name)
    shader.inputs["Base Color"].default_value = (*color, 1)
    shader.inputs["Metallic"].default_value = 1
    shader.inputs["Roughness"].default_value = roughness
    return material


def glow(name, color):
    """Nearly white in the middle, in full colour at the rim, like a frosted bulb."""
    material = bpy.data.materials.new(name)
    nodes, links = empty_tree(material)
    facing, ramp = nodes.new("ShaderNodeLayerWeight"), nodes.new("ShaderNodeValToRGB")
    light, output = nodes.new("ShaderNodeEmission"), nodes.new("ShaderNodeOutputMaterial")
    paint(ramp, ((0, [0.35 + 0.65 * part for part in color]), (1, color)))
    light.inputs["Strength"].default_value = 1.6
    facing.inputs["Blend"].default_value = 0.35
    links.new(facing.outputs["Facing"], ramp.inputs["Fac"])
    links.new(ramp.outputs["Color"], light.inputs["Color"])
    links.new(light.outputs[0], output.inputs[0])
    return material


def principled(name):
    material = bpy.data.materials.new(name)
    nodes, links = empty_tree(material)
    shader, output = nodes.new("ShaderNodeBsdfPrincipled"), nodes.new("ShaderNodeOutputMaterial")
    links.new(shader.outputs[0], output.inputs[0])
    return material, shader


def empty_tree(owner):
    """Without the nodes that Blender puts in: which those are, and their names, depends on version and language."""
    owner.use_nodes = True
    owner.node_tree.nodes.clear()
    return owner.node_tree.nodes, owner.node_tree.links
