import { beforeAll, describe, expect, it } from 'vitest';
import { nn, torch } from '../../src/index.ts';
import { python, runPython, scratchFolder } from './python.ts';

const folder = scratchFolder();
const read = (name: string, options = {}) => torch.load(`${folder}/${name}.pt`, options);

const WRITE = `
import numpy as np
from collections import defaultdict
def save(name, value, **options):
    torch.save(value, f'{sys.argv[1]}/{name}.pt', **options)
save('texts', {'classes': np.array(['cat', 'longer dog', '\\u4e2d\\U0001f389']), 'bytes': np.array([b'ab', b'', b'xyz']), 'big': np.array(['ab']).astype('>U3'), 'none': np.array([], dtype='U5')})
save('legacy4', {'x': torch.arange(6.).view(2, 3)}, pickle_protocol=4, _use_new_zipfile_serialization=False)
save('storages', [torch.arange(3.).untyped_storage(), torch.arange(3.)])
save('counts', defaultdict(int, {'x': 2}))
class Marked(torch.Tensor): pass
Marked.__module__ = 'my_project'
sys.modules['my_project'] = sys.modules['__main__']
save('subclass', torch.ones(2).as_subclass(Marked))
torch.manual_seed(0)
net = torch.nn.DataParallel(torch.nn.Linear(3, 2))
save('parallel', {'net': net, 'out': net(torch.ones(1, 3)).tolist()})
`;

describe.skipIf(!python)('what Python rarely saves', () => {
  beforeAll(() => void runPython(WRITE, folder));

  it('texts of NumPy: the names of classes', () => {
    const { classes, bytes, big, none } = read('texts');
    expect(classes).toEqual(['cat', 'longer dog', '中🎉']);
    expect(bytes.map((item: Uint8Array) => Buffer.from(item).toString())).toEqual(['ab', '', 'xyz']);
    expect(big).toEqual(['ab']);
    expect(none).toEqual([]);
  });

  it('an old stream of pickle protocol 4, which begins with a frame', () => {
    expect(read('legacy4').x.tolist()).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });

  it('a storage without a tensor', () => {
    const [storage, tensor] = read('storages');
    expect(storage).toBeInstanceOf(torch.UntypedStorage);
    expect(Array.from(new Float32Array(storage.buffer()))).toEqual([0, 1, 2]);
    expect(tensor.tolist()).toEqual([0, 1, 2]);
  });

  it('a defaultdict of numbers', () => {
    expect(read('counts')).toEqual({ x: 2 });
  });

  it('a tensor of a class of the user: refused, or a plain tensor', () => {
    expect(() => read('subclass')).toThrow(/"my_project\.Marked"/);
    expect(read('subclass', { weights_only: false }).tolist()).toEqual([1, 1]);
  });

  it('a module under DataParallel', () => {
    const { net, out } = read('parallel', { weights_only: false });
    expect(net).toBeInstanceOf(nn.DataParallel);
    expect(Object.keys(net.state_dict())).toEqual(['module.weight', 'module.bias']);
    expect(net(torch.ones(1, 3)).tolist()[0][0]).toBeCloseTo(out[0][0], 5);
  });

  it('elements that do not fill their storage go to Python', () => {
    const x = torch.arange(10, { dtype: torch.uint8 }).index('0:8').view(torch.float32);
    for (const [i, zip] of [true, false].entries()) {
      const path = `${folder}/part${i}.pt`;
      torch.save([x], path, { _use_new_zipfile_serialization: zip });
      const said = runPython(
        'print(json.dumps(torch.load(sys.argv[1])[0].view(torch.uint8).tolist()))',
        path,
      );
      expect(said).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      expect(torch.load(path)[0].view(torch.uint8).tolist()).toEqual(said);
    }
  });

  it("strings of Python 2, by what `encoding` says they are, as Python's load does", () => {
    const expected = runPython(
      `
w = torch._C.PyTorchFileWriter(f'{sys.argv[1]}/old.pt')
data = bytes.fromhex('80027d') + b'U\\x01k' + b'U\\x05caf\\xc3\\xa9' + b's.'
w.write_record('data.pkl', data, len(data))
w.write_end_of_file()
print(json.dumps([str(torch.load(f'{sys.argv[1]}/old.pt', encoding=e, weights_only=False)) for e in ('utf-8', 'latin1', 'bytes')]))
`,
      folder,
    );
    expect(expected).toEqual(["{'k': 'café'}", "{'k': 'cafÃ©'}", "{b'k': b'caf\\xc3\\xa9'}"]);
    expect(read('old')).toEqual({ k: 'café' });
    expect(read('old', { encoding: 'latin1' })).toEqual({ k: 'cafÃ©' });
    const [[key, value]] = [...(read('old', { encoding: 'bytes' }) as Map<Uint8Array, Uint8Array>)] as any;
    expect([...key, ...value]).toEqual([...Buffer.from('k'), ...Buffer.from('café')]);
    expect(read('old', { encoding: 'ascii' }).k).toEqual(new Uint8Array(Buffer.from('café')));
    expect(() => read('old', { encoding: 'utf-16' })).toThrow(/encoding/);
  });
});
