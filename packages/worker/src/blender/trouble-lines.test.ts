import { describe, expect, it } from '@jest/globals';
import { readMissingFile, readShortMemory } from './trouble-lines.js';

describe('a line about a file that is missing', () => {
  it.each([
    ["Warning: Unable to open '/proj/lib.blend': No such file or directory", '/proj/lib.blend'],
    ["Info: Cannot find lib '/proj/lib.blend'", '/proj/lib.blend'],
    ["Info: LIB: Object: 'Cube.001' missing from '/proj/lib.blend', parent '<direct>'", '/proj/lib.blend'],
    ["Error: Cannot read file '/proj/it's.blend': No such file or directory", "/proj/it's.blend"],
    ["00:00.100  blend            | WARNING Cannot open file '//tex/a.png'", '//tex/a.png'],
    ['Could not load "C:\\tex\\a b.png"', 'C:\\tex\\a b.png'],
    ['Unable to open /tex/colour.exr', '/tex/colour.exr'],
    ["Volume '/cache/smoke_0001.vdb' not found", '/cache/smoke_0001.vdb'],
  ])('%s names it', (line, path) => {
    expect(readMissingFile(line)).toBe(path);
  });

  it.each([
    "imb_savepng: Cannot open file for writing: '/proc/q-0001.png'",
    "Error: Render error (Invalid argument) cannot save: '/proc/q-0001.png'",
    "Failed to load render kernel 'kernel_sm_75'",
    "Info: Read library:  '/proj/lib.blend', '//lib.blend', parent '<direct>'",
    "Saved: '/render/0001.png'",
    'Fra:2 Mem:9.51M (Peak 10.88M) | Time:00:00.00 | Updating Images | Loading tex.png',
  ])('%s is none', (line) => {
    expect(readMissingFile(line)).toBeUndefined();
  });
});

describe('a line about memory that has run out', () => {
  it.each([
    ['Error: System is out of GPU memory', 'gpu'],
    ['System is out of GPU and shared host memory', 'gpu'],
    ['Out of memory in cuMemAlloc_v2(&device_pointer, size)', 'gpu'],
    ['CUDA error: Out of memory in cuLaunchKernel', 'gpu'],
    ['CUDA_ERROR_OUT_OF_MEMORY', 'gpu'],
    ['HIP error: hipErrorOutOfMemory', 'gpu'],
    ['Failed to create OptiX context (Out of memory)', 'gpu'],
    ['vkAllocateMemory: VK_ERROR_OUT_OF_DEVICE_MEMORY', 'gpu'],
    ['Malloc returns null: len=268435456 in imb_alloc, total 1234', 'system'],
    ["terminate called after throwing an instance of 'std::bad_alloc'", 'system'],
    ['Error: Out of memory', 'system'],
  ])('%s says which', (line, memory) => {
    expect(readShortMemory(line)).toBe(memory);
  });

  it.each(['Fra:1 Mem:10M (Peak 12M) | Time:00:00.10 | Out of the box', 'GPU memory: 8 GiB', ''])(
    '%j says nothing',
    (line) => {
      expect(readShortMemory(line)).toBeUndefined();
    },
  );
});
