import { describe, expect, it } from 'vitest';
import { CheckpointError, TypeError } from '../../src/errors.ts';
import { nn, torch } from '../../src/index.ts';
import { BytesIO } from '../../src/serialization/index.ts';
import { python, runPython, scratchFolder } from './python.ts';

const folder = scratchFolder();
const legacy = { _use_new_zipfile_serialization: false };

function stateOf(): Record<string, any> {
  const base = torch.arange(12, { dtype: torch.float32 }).view(3, 4);
  return {
    net: nn.Linear(3, 2).state_dict(),
    base,
    row: base.index(1),
    transposed: base.t(),
    bits: base.view(torch.int32).index(2),
    long: torch.tensor([1n, -2n, 3n]),
    small: torch.arange(3, { dtype: torch.uint8 }).view(torch.float8_e4m3fn),
    unsigned: torch.tensor([1, 2], { dtype: torch.int16 }).view(torch.uint16),
    complex: torch.view_as_complex(torch.arange(6, { dtype: torch.float32 }).view(3, 2)).conj(),
    sparse: base.to_sparse(),
    parameter: new nn.Parameter(torch.ones(2)),
    empty: torch.empty([0, 3]),
    scalar: torch.tensor(2.5),
    epoch: 3,
  };
}

describe('the stream of before PyTorch 1.6', () => {
  it('is read back here, with shared storages', () => {
    const file = new BytesIO();
    const state = stateOf();
    torch.save(state, file, legacy);
    const bytes = file.getvalue();
    expect(Buffer.from(bytes).readUInt32LE(0)).not.toBe(0x04034b50);
    const read = torch.load(bytes);
    expect(Object.keys(read)).toEqual(Object.keys(state));
    for (const [name, x] of Object.entries(state)) {
      if (!(x instanceof torch.Tensor)) continue;
      expect(read[name].dtype, name).toBe(x.dtype);
      const [got, wanted] = [read[name], x].map((y) =>
        (y.is_sparse ? y.to_dense() : y).resolve_conj().contiguous().view(-1).view(torch.uint8),
      );
      expect(got.tolist(), name).toEqual(wanted.tolist());
    }
    read.base.index_put_([1, 0], 100);
    expect(read.row.tolist()).toEqual([100, 5, 6, 7]);
    expect(read.transposed.index(0, 1).item()).toBe(100);
    expect(read.bits.untyped_storage().data_ptr()).toBe(read.base.untyped_storage().data_ptr());
    expect(read.epoch).toBe(3);
  });

  it.skipIf(!python)('is what Python loads with weights_only, and shares storages there', () => {
    const path = `${folder}/legacy.pt`;
    const state = stateOf();
    torch.save(state, path, legacy);
    const said = runPython(
      `
import zipfile
assert not zipfile.is_zipfile(sys.argv[1])
state = torch.load(sys.argv[1], weights_only=True)
assert state['row'].untyped_storage().data_ptr() == state['base'].untyped_storage().data_ptr() == state['bits'].untyped_storage().data_ptr()
assert type(state['parameter']) is torch.nn.Parameter and type(state['net']) is OrderedDict
print(json.dumps([{k: [str(v.dtype), v.is_sparse, (v.to_dense() if v.is_sparse else v).resolve_conj().contiguous().view(-1).view(torch.uint8).tolist()]
    for k, v in [*state.items(), *state['net'].items()] if isinstance(v, torch.Tensor)}, state['epoch']]))
`,
      path,
    );
    const bytesOf = (x: any) => {
      const dense = (x.is_sparse ? x.to_dense() : x).resolve_conj().detach().contiguous();
      return [String(x.dtype), x.is_sparse, dense.view(-1).view(torch.uint8).tolist()];
    };
    const tensors = Object.entries({ ...state, ...state.net }).filter(([, x]) => x instanceof torch.Tensor);
    expect(said).toEqual([Object.fromEntries(tensors.map(([name, x]) => [name, bytesOf(x)])), 3]);
  });

  it('refuses what it cannot do', () => {
    const file = new BytesIO();
    torch.serialization.skip_data(() => {
      expect(() => torch.save({}, file, legacy)).toThrow(CheckpointError);
    });
    expect(() => torch.save({}, file, { zip: false } as any)).toThrow(TypeError);
    expect(() => torch.save({}, file, { zip: false } as any)).toThrow(/_use_new_zipfile_serialization/);
  });
});

describe('without the order of bytes', () => {
  it('has no record of it, and loads', () => {
    const file = new BytesIO();
    torch.save([torch.ones(2)], file, { _disable_byteorder_record: true });
    expect(Buffer.from(file.getvalue()).includes('byteorder')).toBe(false);
    expect(torch.load(file)[0].tolist()).toEqual([1, 1]);
  });
});
