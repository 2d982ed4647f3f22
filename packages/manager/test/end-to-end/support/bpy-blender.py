"""Stands in for the program `blender`: Blender as a module of Python (bpy), with the arguments that tasks give it."""

import os
import sys

import bpy

FLAGS = {'-b', '--background', '-y', '--enable-autoexec'}
WITH_VALUE = {
    '--python-exit-code', '--scene', '--python-expr', '--python', '--render-output', '--render-format', '--render-frame',
}


def run(code, exit_code):
    try:
        exec(compile(code, 'argument', 'exec'), {'__name__': '__main__'})
    except Exception as error:
        print('Error:', error, flush=True)
        sys.exit(exit_code)


def frames_of(text):
    for part in text.split(','):
        first, _, last = part.partition('..')
        yield from range(int(first), int(last or first) + 1)


def render(text):
    scene = bpy.context.scene
    for frame in frames_of(text):
        scene.frame_start = scene.frame_end = frame
        bpy.ops.render.render(animation=True)


def main(words):
    exit_code = 0
    while words:
        word = words.pop(0)
        value = words.pop(0) if word in WITH_VALUE else None
        if word == '--python-exit-code':
            exit_code = int(value)
        elif word == '--scene':
            bpy.context.window.scene = bpy.data.scenes[value]
        elif word == '--python-expr':
            run(value, exit_code)
        elif word == '--python':
            with open(value) as script:
                run(script.read(), exit_code)
        elif word == '--render-output':
            bpy.context.scene.render.filepath = value
        elif word == '--render-format':
            bpy.context.scene.render.image_settings.file_format = value
        elif word == '--render-frame':
            render(value)
        elif word not in FLAGS:
            if word.startswith('-') or not os.path.isfile(word):
                sys.exit('Error: the stand-in does not know ' + word)
            bpy.ops.wm.open_mainfile(filepath=word)


arguments = sys.argv[1:]
main(arguments[:arguments.index('--')] if '--' in arguments else arguments)
print('\nBlender quit', flush=True)
# Blender ends its Python in good order; the module crashes there after render engines in Python.
os._exit(0)
