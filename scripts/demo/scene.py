"""Builds the scene of the demo and saves it; run by Blender 3.0 or newer, which needs nothing but Cycles:

    blender -b --factory-startup --python scene.py -- /path/of/the.blend

A golden ball bounces in the middle of a field of hexagonal pillars and sends waves through it, while small lamps circle
around it; at dusk. The same at every run. Everything is chosen to need few samples: few and small lights, a smooth sky,
no glass.
"""

import math
import os
import sys

import bpy
from mathutils import Vector

# Blender adds only its own folders, and the repository is no place for compiled files.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

import scene_look as look  # noqa: E402
import scene_things as things  # noqa: E402

GRID_RADIUS = 9
PILLAR_SPACING = 1.04
BALL_RADIUS = 0.95
LAMP_RADIUS = 0.22
BALL_HEIGHT = 1.15

CREAM, ORANGE, PINK, VIOLET = (1.0, 0.76, 0.42), (0.95, 0.26, 0.05), (0.72, 0.04, 0.20), (0.09, 0.03, 0.22)


def main():
    path = sys.argv[sys.argv.index("--") + 1]
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    look.configure_render(scene)
    look.build_sky(scene)
    build_pillars(scene)
    build_ball(scene)
    build_lamps(scene)
    build_sun(scene)
    build_camera(scene)
    bpy.ops.wm.save_as_mainfile(filepath=path, check_existing=False)


def build_pillars(scene):
    mesh = things.pillar_mesh()
    mesh.materials.append(look.pillar_material())
    for q in range(-GRID_RADIUS, GRID_RADIUS + 1):
        for r in range(-GRID_RADIUS, GRID_RADIUS + 1):
            if abs(q + r) <= GRID_RADIUS:
                add_pillar(scene, mesh, q, r)


def add_pillar(scene, mesh, q, r):
    x = PILLAR_SPACING * (q + r / 2)
    y = PILLAR_SPACING * r * math.sqrt(3) / 2
    distance = math.hypot(x, y)
    pillar = things.add(scene, "Pillar", mesh)
    pillar.color = (*gradient(distance / (GRID_RADIUS * PILLAR_SPACING)), 1)
    things.animate(pillar, lambda turn: Vector((x, y, wave(distance, turn))))


def wave(distance, turn):
    """Height of a pillar's top: rings that run outwards from under the ball and grow calmer, in a rising bowl."""
    ripple = math.cos(2 * math.pi * (turn - distance / 4.2))
    return 0.62 * ripple * math.exp(-distance / 8) + 0.02 * distance**2


def gradient(at):
    stops = (CREAM, ORANGE, PINK, VIOLET)
    position = min(max(at, 0), 0.999) * (len(stops) - 1)
    index = int(position)
    return tuple(a + (b - a) * (position - index) for a, b in zip(stops[index], stops[index + 1]))


def build_ball(scene):
    ball = things.add(scene, "Ball", things.sphere("Ball", BALL_RADIUS, 48))
    ball.data.materials.append(look.metal("Gold", (1.0, 0.62, 0.22), 0.16))
    rest = BALL_RADIUS + wave(0, 0)
    things.animate(ball, lambda turn: Vector((0, 0, rest + BALL_HEIGHT * bounce(turn))))


def bounce(turn):
    """Height of a ball that leaves the ground at 0 and is back at 1, as a share of the highest point."""
    return 4 * turn * (1 - turn)


def build_lamps(scene):
    for index, color in enumerate(((1.0, 0.10, 0.30), (0.10, 0.62, 1.0), (1.0, 0.50, 0.06))):
        lamp = things.add(scene, "Lamp", things.sphere("Lamp", LAMP_RADIUS, 24))
        lamp.data.materials.append(look.glow("Glow", color))
        lamp.visible_shadow = False
        light = things.add(scene, "Light", point_light(color, 170))
        for thing in (lamp, light):
            things.animate(thing, lambda turn, start=index / 3: orbit(turn / 3 + start))


def point_light(color, power):
    """What the lamp sends out; its glowing sphere is only looked at, as light from a mesh would need many samples."""
    light = bpy.data.lights.new("Lamp", "POINT")
    light.shadow_soft_size, light.energy, light.color = LAMP_RADIUS, power, color
    return light


def orbit(turn):
    angle = 2 * math.pi * turn
    return Vector((2.7 * math.cos(angle), 2.7 * math.sin(angle), 1.75 + 0.35 * math.sin(3 * angle)))


def build_sun(scene):
    """A low sun: its small disc gives less noise than a large lamp would."""
    sun = bpy.data.lights.new("Sun", "SUN")
    sun.angle, sun.energy, sun.color = math.radians(7), 2.6, (1.0, 0.80, 0.60)
    holder = things.add(scene, "Sun", sun)
    holder.location = (-7, -2, 6)
    things.look_at(holder, Vector((0, 0, 0)))


def build_camera(scene):
    camera = bpy.data.cameras.new("Camera")
    camera.lens = 38
    camera.dof.use_dof = True
    camera.dof.aperture_fstop = 0.9
    holder = things.add(scene, "Camera", camera)
    scene.camera = holder
    target = Vector((0, 0, 1.15))

    def fly(turn):
        angle = math.radians(-62 + 9 * math.sin(2 * math.pi * turn))
        return Vector((10.2 * math.cos(angle), 10.2 * math.sin(angle), 5.1 + 0.35 * math.cos(2 * math.pi * turn)))

    for frame, turn in things.moments():
        holder.location = fly(turn)
        things.look_at(holder, target)
        holder.keyframe_insert("location", frame=frame)
        holder.keyframe_insert("rotation_euler", frame=frame)
    camera.dof.focus_distance = (fly(0) - target).length - BALL_RADIUS


main()
