import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Complex } from '../../src/complex.ts';
import { device, dtype } from '../../src/dtype.ts';
import { CheckpointError } from '../../src/errors.ts';
import { BytesIO, load, save, Tuple } from '../../src/serialization/index.ts';
import { isOrdered } from '../../src/serialization/python.ts';
import { Size } from '../../src/size.ts';
import { Parameter, Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { python, runPython, scratchFolder } from './python.ts';

// What Python says of the files that it wrote (scripts/golden/serialization.py), in the words that `words` uses too.
const golden = new URL('../golden/serialization/', import.meta.url);
const path = (name: string) => new URL(name, golden).pathname;
const { files } = JSON.parse(readFileSync(new URL('expected.json', golden), 'utf8'));
const names = Object.keys(files);

function words(x: any): any {
  if (x === null || typeof x === 'boolean' || typeof x === 'string') return x;
  if (typeof x === 'number' || typeof x === 'bigint') return { number: number(x) };
  if (x instanceof Complex) return { complex: [words(x.re), words(x.im)] };
  if (x instanceof Uint8Array) return { bytes: [...x] };
  if (x instanceof Tensor) return tensor(x);
  if (x instanceof Size) return { Size: [...x] };
  if (x instanceof dtype || x instanceof device) return { constant: String(x) };
  if (x instanceof Tuple) return { tuple: [...x].map(words) };
  if (Array.isArray(x)) return { list: x.map(words) };
  if (x instanceof Set) return { set: byText([...x].map(words)) };
  const entries = x instanceof Map ? [...x] : Object.entries(x);
  const described: any = {
    [isOrdered(x) ? 'OrderedDict' : 'dict']: entries.map(([key, value]) => [words(key), words(value)]),
  };
  if (x._metadata)
    described._metadata = byText(
      Object.entries(x._metadata).map(([key, value]: any) => [key, value.version ?? null]),
    );
  return described;
}

const byText = (items: any[]) => items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** Python's `repr`, where it differs from JavaScript's. */
function number(x: number | bigint): string {
  if (Object.is(x, -0)) return '-0.0';
  if (x === Infinity || x === -Infinity) return String(x).replace('Infinity', 'inf');
  return String(x).replace(/e([+-])(\d)$/, 'e$10$2');
}

function tensor(x: Tensor): any {
  const data = x.detach().resolve_conj().resolve_neg().contiguous().view(-1);
  return {
    tensor: x instanceof Parameter ? 'Parameter' : 'Tensor',
    dtype: String(x.dtype),
    shape: [...x.shape],
    stride: x.stride(),
    offset: x.storage_offset(),
    requires_grad: x.requires_grad,
    bits: data.numel() === 0 ? '' : Buffer.from(data.view(torch.uint8).tolist() as number[]).toString('hex'),
  };
}

describe('files that Python wrote', () => {
  it.each(names)('%s holds what Python finds in it', (name) => {
    expect(words(load(path(name)))).toEqual(files[name]);
  });

  it.each(names.filter((name) => !/legacy|tar/.test(name)))('%s, mapped, and from memory', (name) => {
    expect(words(load(path(name), { mmap: true }))).toEqual(files[name]);
    expect(words(load(readFileSync(path(name))))).toEqual(files[name]);
  });

  it.each(names)('%s, loaded, saved and loaded again, is the same', (name) => {
    const file = new BytesIO();
    save(load(path(name)), file);
    expect(words(load(file))).toEqual(files[name]);
  });

  it.each(['tensors.pt', 'legacy_tensors.pt'])('%s keeps what shares memory together', (name) => {
    const { base, view, cut, strided } = load(path(name));
    base.fill_(-1);
    for (const x of [view, cut, strided]) expect(x.add(1).abs().sum().item()).toBe(0);
  });

  it('tar.pt: a view of a storage shares its memory', () => {
    const x = load(path('tar.pt'));
    expect(x['of a view'].tolist()).toEqual([1, 2]);
    x.a.fill_(9);
    expect(x['of a view'].tolist()).toEqual([9, 9]);
  });

  it('map_location works for each format', () => {
    for (const name of ['tensors.pt', 'legacy_tensors.pt']) {
      expect(load(path(name), 'meta').base.device.type, name).toBe('meta');
    }
    expect(load(path('tar.pt'), { map_location: () => 'meta' }).a.device.type).toBe('meta');
  });

  it('attack.pt is refused, and is data under the flag', () => {
    expect(() => load(path('attack.pt'))).toThrow(
      /attack\.pt': it holds an object of "posix\.system", which is not among the classes/,
    );
    expect(load(path('attack.pt'), { weights_only: false }).x.args).toEqual([
      'touch /tmp/typetorch-was-attacked',
    ]);
    expect(existsSync('/tmp/typetorch-was-attacked')).toBe(false);
  });

  it('module.pt is data under the flag', () => {
    const { python_class, state } = load(path('module.pt'), { weights_only: false });
    expect(python_class).toBe('torch.nn.modules.linear.Linear');
    expect(state.in_features).toBe(2);
    expect([...state._parameters.weight.shape]).toEqual([1, 2]);
  });

  it('the old formats cannot be mapped', () => {
    for (const name of ['legacy_tensors.pt', 'tar.pt']) {
      expect(() => load(path(name), { mmap: true })).toThrow(/mmap needs the zip format/);
    }
  });
});

describe('the same files, damaged', () => {
  // Every error must be one of ours, whatever is wrong.
  const attempt = (bytes: Uint8Array) => {
    try {
      load(bytes);
    } catch (error) {
      if (!((error as Error).cause instanceof CheckpointError)) throw error;
      return (error as Error).message;
    }
    return undefined;
  };

  it.each(['training.pt', 'legacy_training.pt', 'tar.pt'])('%s cut short anywhere', (name) => {
    const bytes = readFileSync(path(name));
    for (let length = 0; length < bytes.length; length += 97) {
      const message = attempt(bytes.subarray(0, length));
      // A tar archive may end early in its padding.
      if (name !== 'tar.pt' || length < bytes.length - 11_000)
        expect(message, `${length} bytes`).toBeDefined();
    }
  });

  it.each(['training.pt', 'legacy_training.pt', 'tar.pt'])('%s with bytes changed', (name) => {
    const bytes = readFileSync(path(name));
    let seed = 1;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed % below;
    };
    for (let round = 0; round < 1500; round += 1) {
      const copy = Buffer.from(bytes);
      for (let changes = 1 + random(4); changes > 0; changes -= 1) copy[random(copy.length)] = random(256);
      attempt(copy);
    }
  });

  it('says what is wrong with the old format', () => {
    const legacy = readFileSync(path('legacy_training.pt'));
    expect(attempt(legacy.subarray(0, legacy.length - 1))).toMatch(/cut short within its storages/);
    expect(attempt(Buffer.concat([legacy, Buffer.from('!')]))).toMatch(/1 bytes are left over at its end/);
    const tar = readFileSync(path('tar.pt'));
    expect(attempt(tar.subarray(0, 600))).toMatch(/cut short within 'sys_info'|no member/);
  });
});

describe.skipIf(!python)('what typetorch makes of them, Python reads', () => {
  const folder = scratchFolder();

  it('as the same values, with weights_only and without a warning', () => {
    const read = names.filter((name) => name !== 'plain.pt');
    for (const name of read) save(load(path(name)), `${folder}/${name}`);
    runPython(
      `for name in json.loads(sys.argv[3]):
    # The tar format is only read with weights_only=False, and tells of TypedStorage being old.
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        theirs = torch.load(sys.argv[1] + name, weights_only=False)
    ours = torch.load(sys.argv[2] + '/' + name, weights_only=True)
    def same(a, b, path):
        assert type(a) is type(b), (path, a, b)
        if isinstance(a, torch.Tensor):
            bits = lambda x: x.detach().resolve_conj().resolve_neg().contiguous().view(-1).view(torch.uint8).tolist() if x.numel() else []
            assert (a.dtype, a.shape, a.stride(), a.requires_grad, bits(a)) == (b.dtype, b.shape, b.stride(), b.requires_grad, bits(b)), (path, a, b)
        elif isinstance(a, dict):
            assert list(a) == list(b), (path, a, b)
            # Looked up by name: the order means nothing.
            assert dict(getattr(a, '_metadata', {})) == dict(getattr(b, '_metadata', {})), path
            for k in a: same(a[k], b[k], f'{path}.{k}')
        elif isinstance(a, (list, tuple)):
            assert len(a) == len(b), (path, a, b)
            for i, (x, y) in enumerate(zip(a, b)): same(x, y, f'{path}[{i}]')
        else: assert a == b, (path, a, b)
    same(theirs, ours, name)`,
      path(''),
      folder,
      JSON.stringify(read),
    );
  });
});
