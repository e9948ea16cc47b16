// torch.serialization.register_package, against Python's torch 2.13.
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { python, runPython, scratchFolder } from './python.ts';

const { BytesIO, register_package } = torch.serialization;
const folder = scratchFolder();

// The registry is the process's, so what is registered here goes by a variable.
let tag: (storage: Tensor) => unknown = () => null;
let restore: (storage: Tensor, location: string) => unknown = () => null;
const calls: string[] = [];
register_package(
  15,
  () => {
    calls.push('a tagger behind the CPU');
    return null;
  },
  (_, location) => {
    calls.push(`15: ${location}`);
    return null;
  },
);
register_package({
  priority: 5,
  tagger: (storage: Tensor) => tag(storage) as string,
  deserializer: (storage: Tensor, location: string) => restore(storage, location) as Tensor,
});
beforeEach(() => {
  calls.length = 0;
  tag = () => null;
  restore = () => null;
});

const saved = (value: unknown): InstanceType<typeof BytesIO> => {
  const file = new BytesIO();
  torch.save(value, file);
  return file;
};

describe('register_package', () => {
  it('tags storages and puts them where they belong', () => {
    const x = torch.arange(6, { dtype: torch.float32 });
    tag = (storage) => {
      calls.push(`tag ${storage.dtype} ${storage.numel()} ${storage.device}`);
      return 'mine:1';
    };
    restore = (storage, location) => {
      calls.push(`restore ${storage.numel()} ${location}`);
      return location.startsWith('mine') ? storage.clone() : null;
    };
    const file = saved({ x: x.view(2, 3), part: x.index('2:4') });
    const loaded = torch.load(file.getvalue());
    expect(calls).toEqual(['tag torch.uint8 24 cpu', 'tag torch.uint8 24 cpu', 'restore 24 mine:1']);
    expect(loaded.part.tolist()).toEqual([2, 3]);
    loaded.x.fill_(7);
    expect(loaded.part.tolist()).toEqual([7, 7]);
    calls.length = 0;
    expect(torch.load(file.getvalue(), 'cpu').x.equal(x.view(2, 3))).toBe(true);
    expect(torch.load(file.getvalue(), { map_location: { 'mine:1': 'cpu' } }).x.equal(x.view(2, 3))).toBe(
      true,
    );
    expect(calls).toEqual(['restore 24 cpu', 'restore 24 cpu']);
  });

  it('asks in the order of priority, and those behind a device not for it', () => {
    const file = saved(torch.ones(2));
    expect(torch.load(file.getvalue()).tolist()).toEqual([1, 1]);
    expect(calls).toEqual([]);
    tag = () => 'yours';
    const other = saved(torch.ones(2));
    expect(() => torch.load(other.getvalue())).toThrow(/saved from "yours", which is no device/);
    expect(calls).toEqual(['15: yours']);
  });

  it('refuses what cannot be a storage or a tag', () => {
    tag = () => 5;
    expect(() => saved(torch.ones(2))).toThrow('a tagger of register_package() must return a string or null');
    tag = () => null;
    const file = saved(torch.ones(2));
    restore = () => 'cpu';
    expect(() => torch.load(file.getvalue())).toThrow(
      'must return the storage (a tensor) or null, not string',
    );
    restore = () => torch.ones(1);
    expect(() => torch.load(file.getvalue())).toThrow('returned a storage that is smaller');
    expect(() =>
      register_package(
        'a' as never,
        () => null,
        () => null,
      ),
    ).toThrow('priority must be a number');
    expect(() => register_package(1, 2 as never, () => null)).toThrow(
      'tagger must be a function, not number',
    );
  });

  it('goes for the stream of before PyTorch 1.6 as well', () => {
    tag = () => 'mine';
    restore = (storage, location) => (location === 'mine' ? storage.clone() : null);
    const file = new BytesIO();
    torch.save(torch.arange(3), file, { _use_new_zipfile_serialization: false });
    expect(torch.load(file.getvalue()).tolist()).toEqual([0, 1, 2]);
  });

  it.runIf(python)('writes the tag that Python reads', () => {
    tag = () => 'mine:1';
    const path = join(folder, 'tagged.pt');
    torch.save(torch.arange(3), path);
    const answer = runPython(
      `
said = ''
try:
    torch.load(sys.argv[1])
except RuntimeError as error:
    said = str(error)
torch.serialization.register_package(5, lambda s: None, lambda s, l: s if l == 'mine:1' else None)
print(json.dumps([said, torch.load(sys.argv[1]).tolist()]))
`,
      path,
    );
    expect(answer[0]).toContain('(tagged with mine:1)');
    expect(answer[1]).toEqual([0, 1, 2]);
  });
});
