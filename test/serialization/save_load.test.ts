import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CheckpointError, TypeError } from '../../src/errors.ts';
import { BytesIO, load, save, Tuple } from '../../src/serialization/index.ts';
import { isOrdered, markOrdered, setAttribute } from '../../src/serialization/python.ts';
import { Size } from '../../src/size.ts';
import { Parameter, type Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { python, runPython, scratchFolder } from './python.ts';

const folder = scratchFolder();
const at = (name: string) => join(folder, name);

function roundTrip<T>(value: T): T {
  const file = new BytesIO();
  save(value, file);
  return load(file);
}

describe('tensors, saved and loaded', () => {
  const dtypes = [
    'uint8',
    'int8',
    'int16',
    'int32',
    'int64',
    'uint16',
    'uint32',
    'uint64',
    'float16',
    'bfloat16',
    'float32',
    'float64',
    'complex32',
    'complex64',
    'complex128',
    'bool',
    'float8_e4m3fn',
    'float8_e5m2',
  ] as const;

  it.each(dtypes)('%s, with its bits', (name) => {
    const x = torch.arange(48, { dtype: torch.uint8 }).view(torch[name]);
    const y = roundTrip(x);
    expect(y.dtype).toBe(torch[name]);
    expect([...y.shape]).toEqual([...x.shape]);
    expect(y.view(torch.uint8).tolist()).toEqual(x.view(torch.uint8).tolist());
  });

  it('0-d, empty, transposed, expanded and cut ones keep sizes, strides and offsets', () => {
    const base = torch.arange(24, { dtype: torch.float32 }).view(4, 6);
    const given = {
      scalar: torch.tensor(2.5),
      empty: torch.empty([0, 3]),
      none: base.index('2:2'),
      transposed: base.t(),
      expanded: torch.arange(3).view(3, 1).expand(3, 1000),
      cut: base.index('1:3', '::2'),
    };
    const again = roundTrip(given);
    for (const [name, x] of Object.entries(given)) {
      const y = (again as Record<string, Tensor>)[name] as Tensor;
      expect([...y.shape], name).toEqual([...x.shape]);
      expect(y.stride(), name).toEqual(x.stride());
      expect(y.storage_offset(), name).toBe(x.storage_offset());
      expect(y.tolist(), name).toEqual(x.tolist());
    }
  });

  it('views of one storage share it, and the file holds it once', () => {
    const base = torch.zeros(1000);
    const file = new BytesIO();
    save({ base, head: base.index(':10'), twice: base, other: torch.zeros(10) }, file);
    expect(file.getvalue().length).toBeLessThan(4000 + 40 + 3000);
    const again = load(file);
    again.head.fill_(7);
    expect(again.base.index(':11').tolist()).toEqual([7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 0]);
    expect(again.twice).toBe(again.base);
    expect(again.other.sum().item()).toBe(0);
    expect(again.base.untyped_storage().data_ptr()).toBe(again.head.untyped_storage().data_ptr());
  });

  it('views of one storage with different dtypes share it too', () => {
    const bits = torch.arange(4, { dtype: torch.int32 });
    const again = roundTrip({ bits, floats: bits.view(torch.float32) });
    again.floats.fill_(1);
    expect(again.bits.tolist()).toEqual(Array(4).fill(0x3f800000));
  });

  it('requires_grad, Parameter, conjugates and negatives', () => {
    const z = torch.view_as_complex(
      torch.tensor([
        [1, 2],
        [3, -4],
      ]),
    );
    const given = {
      grad: torch.ones(2, { requires_grad: true }),
      computed: torch.ones(2, { requires_grad: true }).mul(2),
      parameter: new Parameter(torch.ones(2)),
      frozen: new Parameter(torch.ones(2), false),
      conj: z.conj(),
      imag: torch.imag(z.conj()),
    };
    const again = roundTrip(given);
    expect(again.grad.requires_grad).toBe(true);
    expect(again.computed.is_leaf).toBe(true);
    expect(again.grad).not.toBeInstanceOf(Parameter);
    expect(again.parameter).toBeInstanceOf(Parameter);
    expect(again.parameter.requires_grad).toBe(true);
    expect(again.frozen).toBeInstanceOf(Parameter);
    expect(again.frozen.requires_grad).toBe(false);
    expect(again.conj.is_conj()).toBe(true);
    expect(again.conj.resolve_conj().imag.tolist()).toEqual([-2, 4]);
    expect(again.imag.is_neg()).toBe(true);
    expect(again.imag.tolist()).toEqual([-2, 4]);
  });

  it('a loaded tensor can be trained, and freed memory does not return', () => {
    const again = roundTrip({ w: new Parameter(torch.ones(1000)) });
    again.w.mul(3).sum().backward();
    torch.no_grad(() => again.w.sub_(again.w.grad as Tensor));
    for (let i = 0; i < 200; i += 1) torch.empty(1000).fill_(9);
    expect(again.w.sum().item()).toBe(-2000);
  });

  it('Size, dtype, device, meta tensors', () => {
    const again = roundTrip({
      size: torch.ones(2, 3).shape,
      dtype: torch.bfloat16,
      device: torch.device('cuda:1'),
      meta: torch.empty([2, 3], { device: 'meta', dtype: torch.int64 }),
    });
    expect(again.size).toBeInstanceOf(Size);
    expect([...again.size]).toEqual([2, 3]);
    expect(again.dtype).toBe(torch.bfloat16);
    expect(again.device).toBe(torch.device('cuda:1'));
    expect([...again.meta.shape]).toEqual([2, 3]);
    expect(again.meta.device.type).toBe('meta');
  });
});

describe('files', () => {
  const state = { weight: torch.arange(6).view(2, 3), epoch: 3 };
  const temporaries = () => readdirSync(folder).filter((name) => name.endsWith('.tmp'));

  it('is given as a path, a URL, bytes, an ArrayBuffer, a BytesIO or a sink of one', () => {
    save(state, at('state.pt'));
    const bytes = readFileSync(at('state.pt'));
    const io = new BytesIO();
    save(state, io);
    const chunks: Uint8Array[] = [];
    save(state, { write: (chunk) => chunks.push(chunk) });
    for (const source of [
      at('state.pt'),
      pathToFileURL(at('state.pt')),
      bytes,
      new Uint8Array(bytes).buffer,
      io,
      Buffer.concat(chunks),
    ]) {
      expect(load(source).weight.tolist()).toEqual([
        [0, 1, 2],
        [3, 4, 5],
      ]);
    }
    save(state, pathToFileURL(at('by url.pt')));
    expect(load(at('by url.pt')).epoch).toBe(3);
  });

  it('the same contents give the same bytes', () => {
    save(state, at('one.pt'));
    const first = readFileSync(at('one.pt'));
    save(state, at('one.pt'));
    expect(readFileSync(at('one.pt')).equals(first)).toBe(true);
  });

  it('replaces what a link leads to, and keeps the permissions', () => {
    save(1, at('linked.pt'));
    chmodSync(at('linked.pt'), 0o640);
    symlinkSync(at('linked.pt'), at('link.pt'));
    save(2, at('link.pt'));
    expect(lstatSync(at('link.pt')).isSymbolicLink()).toBe(true);
    expect(load(at('linked.pt'))).toBe(2);
    expect(statSync(at('linked.pt')).mode & 0o777).toBe(0o640);
  });

  it('leaves the old file when the data cannot be written', () => {
    save(state, at('kept.pt'));
    expect(() => save({ ...state, hook: () => {} }, at('kept.pt'))).toThrow(/^obj\.hook is a function/);
    expect(load(at('kept.pt')).epoch).toBe(3);
    expect(temporaries()).toEqual([]);
  });

  it('says which file, what was expected and how to mend it', () => {
    mkdirSync(at('folder'));
    for (const [name, content, message] of [
      ['empty.pt', '', /cannot load '.*empty\.pt': it is empty/],
      ['text.pt', 'hello world', /text\.pt': it is no checkpoint: expected a zip archive.*got 68 65 6c 6c/],
      ['page.pt', '<!DOCTYPE html>', /it is a web page/],
      ['lfs.pt', 'version https://git-lfs.github.com/spec/v1\n', /git lfs pull/],
      [
        'short.pt',
        readFileSync(at('state.pt')).subarray(0, 500),
        /short\.pt': the file is damaged: .*cut short/,
      ],
      ['gzip.pt', Buffer.from([0x1f, 0x8b, 8, 0]), /compressed with gzip/],
    ] as const) {
      writeFileSync(at(name), content);
      expect(() => load(at(name)), name).toThrow(CheckpointError);
      expect(() => load(at(name)), name).toThrow(message);
    }
    expect(() => load(at('nowhere.pt'))).toThrow(
      /\[Errno 2\] No such file or directory: '.*nowhere\.pt' \(looked for from .*\); check the path/,
    );
    expect(() => load(folder)).toThrow(/is a folder; expected a checkpoint file/);
    expect(() => save(1, at('folder'))).toThrow(/cannot write '.*folder': it is a folder/);
    expect(() => save(1, at('none/x.pt'))).toThrow(
      /cannot write '.*x\.pt': its folder does not exist; create it first/,
    );
    expect(() => load(true as any)).toThrow(TypeError);
    expect(() => save(1, 5 as any)).toThrow(/takes a path, a file: URL or an object with write/);
    expect(() => load(at('state.pt'), { map_loc: 'cpu' } as any)).toThrow(
      /unexpected keyword argument 'map_loc'; known: f, map_location/,
    );
  });

  it('mmap gives the same values, and writing to them leaves the file alone', () => {
    save(
      { x: torch.arange(1000, { dtype: torch.float64 }), y: torch.ones(3), e: torch.empty(0) },
      at('mapped.pt'),
    );
    const before = readFileSync(at('mapped.pt'));
    const mapped = load(at('mapped.pt'), { mmap: true });
    expect(mapped.x.sum().item()).toBe(499500);
    mapped.x.fill_(1);
    expect(mapped.x.sum().item()).toBe(1000);
    expect(mapped.y.tolist()).toEqual([1, 1, 1]);
    expect(mapped.e.numel()).toBe(0);
    expect(readFileSync(at('mapped.pt')).equals(before)).toBe(true);
    expect(() => load(before, { mmap: true })).toThrow(/needs the path of a file/);
    // What was loaded that way can be written over its own file.
    save(mapped, at('mapped.pt'));
    expect(load(at('mapped.pt')).x.sum().item()).toBe(1000);
    expect(mapped.y.tolist()).toEqual([1, 1, 1]);
    expect(statSync(at('mapped.pt')).size).toBeLessThan(before.length + 200);
  });

  it('map_location: a name, a device, a map, a function', () => {
    save({ x: torch.ones(2), y: torch.zeros(2) }, at('where.pt'));
    for (const map_location of [
      'meta',
      torch.device('meta'),
      { cpu: 'meta' },
      new Map([['cpu', 'meta']]),
      () => 'meta',
    ] as const) {
      const { x } = load(at('where.pt'), { map_location });
      expect(x.device.type).toBe('meta');
      expect([...x.shape]).toEqual([2]);
    }
    const seen: [number, string][] = [];
    const same = load(at('where.pt'), {
      map_location: (storage, location) => {
        seen.push([storage.numel(), location]);
        return storage;
      },
    });
    expect(seen).toEqual([
      [8, 'cpu'],
      [8, 'cpu'],
    ]);
    expect(same.x.tolist()).toEqual([1, 1]);
    expect(load(at('where.pt'), 'cpu').x.tolist()).toEqual([1, 1]);
    expect(() => load(at('where.pt'), { map_location: 'nowhere' })).toThrow();
    expect(() => load(at('where.pt'), { map_location: 5 as any })).toThrow(/map_location/);
    if (!torch.cuda.is_available()) {
      expect(() => load(at('where.pt'), 'cuda')).toThrow(
        /Attempting to deserialize object on a CUDA device.*map_location: 'cpu'/,
      );
    }
  });
});

describe.skipIf(!python)('Python writes, load reads', () => {
  it('a state_dict, with its order, class and metadata', () => {
    runPython(
      `m = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3), torch.nn.BatchNorm2d(4))
torch.save(m.state_dict(), sys.argv[1])`,
      at('py_state.pt'),
    );
    const state = load(at('py_state.pt'));
    expect(Object.keys(state)).toEqual([
      '0.weight',
      '0.bias',
      '1.weight',
      '1.bias',
      '1.running_mean',
      '1.running_var',
      '1.num_batches_tracked',
    ]);
    expect(isOrdered(state)).toBe(true);
    expect(state._metadata['1']).toEqual({ version: 2 });
    expect([...state['0.weight'].shape]).toEqual([4, 3, 3, 3]);
    expect(state['1.num_batches_tracked'].dtype).toBe(torch.int64);
  });

  it('a training checkpoint with optimizer, scheduler and generator states', () => {
    const expected = runPython(
      `torch.manual_seed(0)
m = torch.nn.Linear(3, 2)
o = torch.optim.Adam(m.parameters(), lr=0.1, betas=(0.8, 0.9))
s = torch.optim.lr_scheduler.MultiStepLR(o, [2, 3])
for _ in range(2):
    m(torch.ones(1, 3)).sum().backward(); o.step(); s.step()
torch.save({'epoch': 7, 'model': m.state_dict(), 'optimizer': o.state_dict(), 'scheduler': s.state_dict(), 'rng': torch.get_rng_state(),
            'best': float('inf'), 'history': [(1, 0.5), (2, 0.25)], 'args': {'lr': 0.1, 'name': 'net', 'resume': None, 'amp': False}}, sys.argv[1])
print(json.dumps([o.state_dict()['state'][1]['exp_avg'].tolist(), torch.get_rng_state().sum().item()]))`,
      at('training.pt'),
    );
    const checkpoint = load(at('training.pt'));
    expect(checkpoint).toMatchObject({
      epoch: 7,
      best: Infinity,
      args: { lr: 0.1, name: 'net', resume: null, amp: false },
    });
    expect(checkpoint.history).toEqual([new Tuple(1, 0.5), new Tuple(2, 0.25)]);
    const { state, param_groups } = checkpoint.optimizer;
    expect(state).toBeInstanceOf(Map);
    expect([...state.keys()]).toEqual([0, 1]);
    expect(state.get(1).exp_avg.tolist()).toEqual(expected[0]);
    expect(state.get(0).step.item()).toBe(2);
    expect(param_groups[0]).toMatchObject({ lr: expect.closeTo(0.01), params: [0, 1], amsgrad: false });
    expect(param_groups[0].betas).toBeInstanceOf(Tuple);
    expect(checkpoint.scheduler.milestones).toEqual(
      new Map([
        [2, 1],
        [3, 1],
      ]),
    );
    expect(checkpoint.rng.sum().item()).toBe(expected[1]);
  });

  it('compressed again, by buffer, on a big-endian machine, without byte order', () => {
    runPython(
      `import zipfile, io
x = {'f': torch.arange(5.), 'd': torch.arange(5, dtype=torch.float64), 'h': torch.arange(5, dtype=torch.bfloat16),
     'c': torch.arange(4.).view(2, 2).view(torch.complex64), 'b': torch.tensor([True, False])}
b = io.BytesIO(); torch.save(x, b); open(sys.argv[1] + '/buffer.pt', 'wb').write(b.getvalue())
z = zipfile.ZipFile(b)
swap = {'0': 4, '1': 8, '2': 2, '3': 4, '4': 1}
for name, compression, big in (('deflated', zipfile.ZIP_DEFLATED, False), ('big', zipfile.ZIP_STORED, True), ('older', zipfile.ZIP_STORED, None)):
    with zipfile.ZipFile(sys.argv[1] + '/' + name + '.pt', 'w', compression) as out:
        for n in z.namelist():
            data = z.read(n)
            if n.endswith('/byteorder'):
                if big is None: continue
                if big: data = b'big'
            if big and '/data/' in n:
                w = swap[n.split('/')[-1]]
                data = b''.join(data[i:i + w][::-1] for i in range(0, len(data), w))
            out.writestr(n, data)`,
      folder,
    );
    for (const name of ['buffer', 'deflated', 'big', 'older']) {
      for (const mmap of [false, true]) {
        const x = load(at(`${name}.pt`), { mmap });
        expect(x.f.tolist(), name).toEqual([0, 1, 2, 3, 4]);
        expect(x.d.tolist(), name).toEqual([0, 1, 2, 3, 4]);
        expect(x.h.tolist(), name).toEqual([0, 1, 2, 3, 4]);
        expect(x.c.imag.flatten().tolist(), name).toEqual([1, 3]);
        expect(x.b.tolist(), name).toEqual([true, false]);
      }
    }
  });

  it('refuses a file that would run a program, and runs nothing', () => {
    runPython(
      `import os
class Attack:
    def __reduce__(self): return (os.system, ('touch ' + sys.argv[2],))
torch.save({'weight': torch.ones(2), 'x': Attack()}, sys.argv[1])`,
      at('attack.pt'),
      at('pwned'),
    );
    expect(() => load(at('attack.pt'))).toThrow(
      /attack\.pt': it holds an object of "posix\.system", which is not among.*Nothing was executed/,
    );
    expect(load(at('attack.pt'), { weights_only: false }).x.python_class).toBe('posix.system');
    expect(existsSync(at('pwned'))).toBe(false);
  });

  it('names the class of a whole module, and shows it as data on request', () => {
    runPython(`torch.save(torch.nn.Linear(2, 1), sys.argv[1])`, at('module.pt'));
    expect(() => load(at('module.pt'))).toThrow(/"torch\.nn\.modules\.linear\.Linear"/);
    const module = load(at('module.pt'), { weights_only: false });
    expect(module.state._parameters.weight).toBeInstanceOf(Parameter);
    expect(module.state.in_features).toBe(2);
  });

  it('says what to do with TorchScript programs and plain pickles', () => {
    runPython(
      `import pickle
pickle.dump({'x': 1}, open(sys.argv[1] + '/plain.pt', 'wb'))
import warnings; warnings.simplefilter('ignore')
torch.jit.script(torch.nn.Linear(2, 1)).save(sys.argv[1] + '/script.pt')`,
      folder,
    );
    expect(() => load(at('plain.pt'))).toThrow(/plain pickle, not a checkpoint/);
    expect(() => load(at('script.pt'))).toThrow(/TorchScript program.*torch\.jit\.load/);
  });

  it('checks every tensor against its storage', () => {
    const cases: [change: string, message: RegExp][] = [
      [
        String.raw`(b'K\x06\x85', b'K\x07\x85')`,
        /sizes \[7\], strides \[1\] and offset 0 reaches beyond its storage of 6 elements/,
      ],
      [String.raw`(b'K\x06\x85', b'J\xff\xff\xff\x7f\x85')`, /reaches beyond/],
      [String.raw`(b'K\x06\x85', b'J\xff\xff\xff\xff\x85')`, /without sizes, strides and an offset/],
      [String.raw`(b'K\x06\x85', b'\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f\x85')`, /without sizes, strides/],
      [String.raw`(b'QK\x00K', b'QK\x01K')`, /offset 1 reaches beyond/],
      [String.raw`(b'\x89ccollections', b'Nccollections')`, /without requires_grad/],
      [String.raw`(b'K\x06tq', b'K\x07tq')`, /storage '0' has 24 bytes, expected 28/],
      [`(b'FloatStorage', b'DoubleStorage')`, /storage '0' has 24 bytes, expected 48/],
      [String.raw`(b'X\x01\x00\x00\x000', b'X\x01\x00\x00\x009')`, /storage '9' is missing/],
      [String.raw`(b'X\x07\x00\x00\x00storage', b'X\x07\x00\x00\x00module!')`, /no storage of a tensor/],
      [
        String.raw`(b'X\x03\x00\x00\x00cpu', b'X\x03\x00\x00\x00cbu')`,
        /saved from "cbu", which is no device/,
      ],
    ];
    runPython(
      `import zipfile, io
b = io.BytesIO(); torch.save(torch.arange(6.), b)
z = zipfile.ZipFile(b)
for i, change in enumerate([${cases.map(([change]) => change).join(', ')}]):
    with zipfile.ZipFile(f'{sys.argv[1]}/bad{i}.pt', 'w') as out:
        for n in z.namelist():
            data = z.read(n)
            if n.endswith('data.pkl'):
                assert change[0] in data, change
                data = data.replace(*change)
            out.writestr(n, data)`,
      folder,
    );
    for (const [i, [change, message]] of cases.entries()) {
      expect(() => load(at(`bad${i}.pt`)), change).toThrow(CheckpointError);
      expect(() => load(at(`bad${i}.pt`)), change).toThrow(message);
    }
  });
});

describe.skipIf(!python)('save writes, Python reads with weights_only and without a warning', () => {
  const judge = (script: string, file: string) =>
    runPython(
      `for mmap in (False, True):
    x = torch.load(sys.argv[1], weights_only=True, mmap=mmap)
${script.replace(/^/gm, '    ')}`,
      file,
    );

  it('all kinds of data', () => {
    const shared = [1];
    save(
      {
        none: null,
        yes: true,
        no: false,
        int: 3,
        whole: 1,
        big: 2n ** 70n,
        negative: -5,
        long: 2 ** 40,
        float: 0.1,
        minus: -0,
        inf: Infinity,
        text: 'käse 🧀',
        bytes: new Uint8Array([0, 255]),
        list: [1, [2.5]],
        tuple: new Tuple<unknown>(1, new Tuple('a')),
        dict: new Map<unknown, unknown>([
          [0, 'a'],
          [new Tuple(1, 2), 'b'],
        ]),
        set: new Set([1, 2]),
        complex: new torch.Complex(1, -2),
        size: torch.ones(2, 3).shape,
        dtype: torch.float16,
        device: torch.device('cuda', 1),
        one: shared,
        other: shared,
      },
      at('kinds.pt'),
    );
    judge(
      `import math
assert x['none'] is None and x['yes'] is True and x['no'] is False
assert [type(x[k]) for k in ('int', 'whole', 'big', 'negative', 'long')] == [int] * 5
assert (x['int'], x['whole'], x['big'], x['negative'], x['long']) == (3, 1, 2**70, -5, 2**40)
assert x['float'] == 0.1 and math.copysign(1, x['minus']) == -1 and x['inf'] == math.inf
assert x['text'] == 'käse 🧀' and x['bytes'] == bytes([0, 255])
assert x['list'] == [1, [2.5]] and x['tuple'] == (1, ('a',))
assert x['dict'] == {0: 'a', (1, 2): 'b'} and x['set'] == {1, 2} and x['complex'] == 1 - 2j
assert type(x['size']) is torch.Size and x['size'] == (2, 3)
assert x['dtype'] is torch.float16 and x['device'] == torch.device('cuda', 1)
assert x['one'] is x['other']
assert list(x) == '${'none yes no int whole big negative long float minus inf text bytes list tuple dict set complex size dtype device one other'}'.split()`,
      at('kinds.pt'),
    );
  });

  it('all kinds of tensors', () => {
    const base = torch.arange(24, { dtype: torch.float32 });
    const bytes = torch.arange(48, { dtype: torch.uint8 });
    const names = [
      'float16',
      'bfloat16',
      'float64',
      'int8',
      'int16',
      'int64',
      'uint16',
      'uint64',
      'complex64',
      'complex128',
      'bool',
      'float8_e5m2',
    ] as const;
    const z = torch.view_as_complex(
      torch.tensor([
        [1, 2],
        [3, -4],
      ]),
    );
    save(
      {
        ...Object.fromEntries(names.map((name) => [name, bytes.clone().view(torch[name])])),
        base,
        view: base.view(4, 6).t(),
        cut: base.index('5:9'),
        scalar: torch.tensor(2.5),
        empty: torch.empty([0, 3]),
        parameter: new Parameter(torch.ones(2)),
        grad: torch.ones(2, { requires_grad: true }),
        conj: z.conj(),
        bits: base.view(torch.int32),
        meta: torch.empty([2], { device: 'meta' }),
        many: Array.from({ length: 300 }, (_, i) => torch.tensor(i)),
      },
      at('tensors.pt'),
    );
    judge(
      `for n in '${names.join(' ')}'.split():
    assert x[n].dtype is getattr(torch, n), n
    assert torch.equal(x[n].view(torch.uint8), torch.arange(48, dtype=torch.uint8)), n
assert torch.equal(x['base'], torch.arange(24.)) and x['base'].untyped_storage().nbytes() == 96
assert torch.equal(x['view'], torch.arange(24.).view(4, 6).t()) and x['view'].stride() == (1, 6)
assert x['cut'].tolist() == [5, 6, 7, 8] and x['cut'].storage_offset() == 5
assert x['scalar'].shape == () and x['scalar'].item() == 2.5 and x['empty'].shape == (0, 3)
assert type(x['parameter']) is torch.nn.Parameter and x['parameter'].requires_grad
assert type(x['grad']) is torch.Tensor and x['grad'].requires_grad
assert x['conj'].is_conj() and x['conj'].resolve_conj().tolist() == [1 - 2j, 3 + 4j]
assert x['meta'].is_meta and [t.item() for t in x['many']] == list(range(300))
x['base'].fill_(1)
assert x['cut'].tolist() == [1] * 4 and x['view'].sum() == 24 and x['bits'][0] == 0x3f800000`,
      at('tensors.pt'),
    );
  });

  it('a state_dict with metadata, that a module of Python loads', () => {
    const state = markOrdered({ weight: torch.ones(2, 3), bias: torch.zeros(2) });
    setAttribute(state, '_metadata', { '': { version: 1 } });
    save(state, at('linear.pt'));
    judge(
      `assert type(x) is OrderedDict and x._metadata == {'': {'version': 1}}
m = torch.nn.Linear(3, 2); m.load_state_dict(x)
assert m(torch.ones(1, 3)).tolist() == [[3, 3]]`,
      at('linear.pt'),
    );
  });

  it('an optimizer state that Python goes on with', () => {
    runPython(
      `m = torch.nn.Linear(3, 2); o = torch.optim.SGD(m.parameters(), lr=0.1, momentum=0.9)
m(torch.ones(1, 3)).sum().backward(); o.step()
torch.save({'m': m.state_dict(), 'o': o.state_dict()}, sys.argv[1])`,
      at('before.pt'),
    );
    save(load(at('before.pt')), at('after.pt'));
    runPython(
      `a, b = (torch.load(f, weights_only=True) for f in sys.argv[1:])
assert repr(a) == repr(b), (a, b)
assert type(b['m']) is OrderedDict and b['m']._metadata == a['m']._metadata
m = torch.nn.Linear(3, 2); o = torch.optim.SGD(m.parameters(), lr=0.5); m.load_state_dict(b['m']); o.load_state_dict(b['o'])
assert o.param_groups[0]['momentum'] == 0.9 and torch.equal(o.state[m.bias]['momentum_buffer'], a['o']['state'][1]['momentum_buffer'])`,
      at('before.pt'),
      at('after.pt'),
    );
  });

  it("offsets that Python's loader calculates without reading the headers", () => {
    save(
      Array.from({ length: 20 }, (_, i) => torch.arange(i * 7)),
      at('offsets.pt'),
    );
    runPython(
      `from torch.utils.serialization import config
config.load.calculate_storage_offsets = True
x = torch.load(sys.argv[1], weights_only=True, mmap=True)
assert all(torch.equal(t, torch.arange(i * 7).to(t.dtype)) for i, t in enumerate(x))`,
      at('offsets.pt'),
    );
  });
});

describe('BytesIO', () => {
  it('reads and writes at a position, as in Python', () => {
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
    const file = new BytesIO(Buffer.from('0123456789'));
    expect([text(file.read(3)), file.tell(), file.write(Buffer.from('ab'))]).toEqual(['012', 3, 2]);
    expect([file.seek(-4, 2), text(file.read()), file.tell()]).toEqual([6, '6789', 10]);
    expect([file.write(Buffer.from('xy')), file.seek(11), file.write(Buffer.from('z!'))]).toEqual([2, 11, 2]);
    expect([text(file.getvalue()), file.length]).toEqual(['012ab56789xz!', 13]);
    expect([file.seek(15), text(file.read(4)), file.write(Buffer.from('.')), file.length]).toEqual([
      15,
      '',
      1,
      16,
    ]);
    expect([...file.getbuffer().subarray(12)]).toEqual([33, 0, 0, 46]);
    expect([file.seek(2), file.truncate(), text(file.getvalue()), file.seek(-9, 1)]).toEqual([2, 2, '01', 0]);
    expect(() => file.seek(-1)).toThrow('negative seek value -1');
    expect(() => file.seek(0, 3)).toThrow('invalid whence (3, should be 0, 1 or 2)');
  });

  it('gives what was saved from the position on', () => {
    const file = new BytesIO();
    file.write(Buffer.from('head'));
    save(torch.arange(3), file);
    file.seek(4);
    expect(load(file).tolist()).toEqual([0, 1, 2]);
    file.seek(0);
    expect(() => load(file)).toThrow(CheckpointError);
  });
});
