import { describe, expect, it } from '@jest/globals';
import { joinGpus, readDrmCard, readLspci, readNvidiaSmi } from './gpus.js';

describe('the graphics processors of a machine', () => {
  it('are named by nvidia-smi with their memory', () => {
    expect(readNvidiaSmi('NVIDIA GeForce RTX 4090, 24564\r\nTesla T4, [N/A]\n')).toEqual([
      { name: 'NVIDIA GeForce RTX 4090', memory_bytes: 24564 * 2 ** 20 },
      { name: 'Tesla T4' },
    ]);
    expect(readNvidiaSmi('No devices were found\n')).toEqual([]);
  });

  it('are named by lspci among everything else', () => {
    const output = [
      '00:02.0 "VGA compatible controller" "Intel Corporation" "UHD Graphics 770" -r0c "ASUSTeK" "Device 8882"',
      '00:1f.3 "Audio device" "Intel Corporation" "Alder Lake Audio" "" ""',
      '01:00.0 "3D controller" "NVIDIA Corporation" "GA104GL [A2]"',
    ].join('\n');
    expect(readLspci(output)).toEqual([
      { name: 'Intel Corporation UHD Graphics 770' },
      { name: 'NVIDIA Corporation GA104GL [A2]' },
    ]);
  });

  it('are told by the kernel when there are no tools', () => {
    expect(readDrmCard('0x1002\n', '0x744c\n', '25753026560\n')).toEqual({
      name: 'AMD 0x744c',
      memory_bytes: 25753026560,
    });
    expect(readDrmCard('0x8086\n', '0x4680\n', '')).toEqual({ name: 'Intel 0x4680' });
    expect(readDrmCard('0x1234\n', '0x1111\n', '')).toBeUndefined();
    expect(readDrmCard('', '', '')).toBeUndefined();
  });

  it('are listed once, as the best source names them', () => {
    const nvidia = [{ name: 'NVIDIA GeForce RTX 4090', memory_bytes: 1 }];
    const pci = [{ name: 'NVIDIA Corporation AD102' }, { name: 'Advanced Micro Devices, Inc. [AMD/ATI] Raphael' }];
    const cards = [{ name: 'AMD 0x164e', memory_bytes: 2 }, { name: 'Intel 0x4680' }];
    expect(joinGpus(nvidia, pci, cards)).toEqual([nvidia[0], pci[1], cards[1]]);
    expect(joinGpus([], [], [])).toEqual([]);
  });

  it('are all there when a machine has several of one kind', () => {
    const two = [{ name: 'NVIDIA A' }, { name: 'NVIDIA A' }];
    expect(joinGpus(two, [{ name: 'NVIDIA Corporation A' }])).toEqual(two);
  });
});
