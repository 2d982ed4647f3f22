"""Placing, moving and shaping the things of the demo's scene."""

import math

import bmesh
import bpy
from mathutils import Matrix

FRAMES = 24
PILLAR_DEPTH = 6.0


def moments():
    """Every frame with its share of the whole; one more, so that the last frame moves like the others."""
    return [(1 + index, index / FRAMES) for index in range(FRAMES + 1)]


def animate(thing, place):
    for frame, turn in moments():
        thing.location = place(turn)
        thing.keyframe_insert("location", frame=frame)


def look_at(thing, target):
    thing.rotation_euler = (target - thing.location).to_track_quat("-Z", "Y").to_euler()


def add(scene, name, data):
    thing = bpy.data.objects.new(name, data)
    scene.collection.objects.link(thing)
    return thing


def sphere(name, radius, segments):
    form = bmesh.new()
    bmesh.ops.create_uvsphere(form, u_segments=segments, v_segments=segments // 2, radius=radius)
    for face in form.faces:
        face.smooth = True
    return finished(form, name)


def finished(form, name):
    mesh = bpy.data.meshes.new(name)
    form.to_mesh(mesh)
    form.free()
    return mesh


def pillar_mesh():
    form = bmesh.new()
    bmesh.ops.create_cone(form, cap_ends=True, segments=6, radius1=0.575, radius2=0.575, depth=PILLAR_DEPTH)
    bmesh.ops.rotate(form, verts=form.verts, matrix=Matrix.Rotation(math.pi / 6, 3, "Z"))
    bmesh.ops.translate(form, verts=form.verts, vec=(0, 0, -PILLAR_DEPTH / 2))
    edges = [edge for edge in form.edges if all(vert.co.z > -0.01 for vert in edge.verts)]
    bmesh.ops.bevel(form, geom=edges, offset=0.06, segments=3, profile=0.5, affect="EDGES")
    return finished(form, "Pillar")
