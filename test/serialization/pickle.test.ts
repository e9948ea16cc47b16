import { describe, expect, it } from 'vitest';
import { Complex } from '../../src/complex.ts';
import { TypeError, UnpicklingError, ValueError } from '../../src/errors.ts';
import {
  Global,
  isOrdered,
  markCounter,
  markOrdered,
  PYTHON_GLOBALS,
  PythonObject,
  pickle,
  Tuple,
  unpickle,
} from '../../src/serialization/pickle.ts';
import { python, runPython } from './python.ts';

const globals = new Map(PYTHON_GLOBALS.map((item) => [item.name, item]));
const read = (bytes: Uint8Array, options = {}) => unpickle(bytes, { globals, ...options }).value;
const write = (value: unknown, name?: string) => pickle(value, () => undefined, name);
const roundTrip = (value: unknown) => read(write(value));
const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from([part]))),
  );

describe('plain data, written and read', () => {
  it.each([
    [null],
    [true],
    [false],
    ['text'],
    [''],
    ['日本語 🔥'],
    ['a lone \ud800 surrogate'],
    [0],
    [255],
    [256],
    [65535],
    [65536],
    [-1],
    [-(2 ** 31)],
    [2 ** 31],
    [-(2 ** 31) - 1],
    [Number.MAX_SAFE_INTEGER],
    [Number.MIN_SAFE_INTEGER],
    [2n ** 53n],
    [-(2n ** 70n)],
    [2n ** 127n],
    [-(2n ** 127n)],
    [0.1],
    [-0],
    [1e300],
    [NaN],
    [Infinity],
    [-Infinity],
    [[]],
    [[1, [2, [3]]]],
    [{}],
    [{ b: 1, a: { c: [null] } }],
    [
      new Map<unknown, unknown>([
        [0, 'zero'],
        ['0', 'text'],
        [null, 1],
      ]),
    ],
    [new Set([1, 'two'])],
    [new Uint8Array([0, 127, 128, 255])],
    [new Complex(1, -2)],
  ])('%o', (value) => {
    expect(roundTrip(value)).toStrictEqual(value);
  });

  it('keeps tuples apart from lists, whatever their length', () => {
    for (let length = 0; length < 6; length += 1) {
      const items = Array.from({ length }, (_, i) => i);
      const tuple = roundTrip([Tuple.from(items), items]);
      expect(tuple[0]).toBeInstanceOf(Tuple);
      expect([...tuple[0]]).toEqual(items);
      expect(tuple[1]).not.toBeInstanceOf(Tuple);
    }
  });

  it('writes long lists and dicts in batches', () => {
    const list = Array.from({ length: 2501 }, (_, i) => i);
    expect(roundTrip(list)).toEqual(list);
    const dict = Object.fromEntries(list.map((i) => [`k${i}`, i]));
    expect(Object.entries(roundTrip(dict))).toEqual(Object.entries(dict));
  });

  it('keeps what is shared shared, and a list that contains itself', () => {
    const shared = { a: 1 };
    const list: unknown[] = [shared, shared];
    list.push(list);
    const again = roundTrip(list);
    expect(again[0]).toBe(again[1]);
    expect(again[2]).toBe(again);
  });

  it('keeps an OrderedDict and its attributes', () => {
    const dict = markOrdered({ weight: 1, bias: 2 });
    Object.defineProperty(dict, '_metadata', { value: { '': { version: 2 } }, enumerable: false });
    const again = roundTrip({ plain: {}, state: dict });
    expect(isOrdered(again.plain)).toBe(false);
    expect(isOrdered(again.state)).toBe(true);
    expect(Object.keys(again.state)).toEqual(['weight', 'bias']);
    expect(again.state._metadata).toEqual({ '': { version: 2 } });
  });
});

describe('dicts become objects only where objects can hold them', () => {
  it.each([
    [
      'string keys',
      [
        ['b', 1],
        ['a', 2],
      ],
      false,
    ],
    [
      'indices in ascending order',
      [
        ['0', 1],
        ['1', 2],
        ['10', 3],
        ['name', 4],
      ],
      false,
    ],
    [
      'indices out of order',
      [
        ['1', 1],
        ['0', 2],
      ],
      true,
    ],
    [
      'an index after a name',
      [
        ['name', 1],
        ['0', 2],
      ],
      true,
    ],
    [
      'numbers that are no indices',
      [
        ['name', 1],
        ['01', 2],
        ['-1', 3],
        ['1.5', 4],
        ['4294967295', 5],
      ],
      false,
    ],
    [
      'integer keys',
      [
        [0, 1],
        [1, 2],
      ],
      true,
    ],
    ['__proto__', [['__proto__', { polluted: true }]], true],
    ['None', [[null, 1]], true],
  ] as [string, [unknown, unknown][], boolean][])('%s', (_, entries, isMap) => {
    const dict = roundTrip(new Map(entries));
    expect(dict instanceof Map).toBe(isMap);
    expect(isMap ? [...dict] : Object.entries(dict)).toEqual(entries);
    expect(({} as any).polluted).toBeUndefined();
  });
});

describe('what cannot be written is named with its place', () => {
  class Custom {}

  it.each([
    [{ a: [1, undefined] }, TypeError, /^checkpoint\.a\[1\] is undefined; write null/],
    [{ 'odd key': () => 1 }, TypeError, /^checkpoint\["odd key"\] is a function/],
    [{ a: Symbol('x') }, TypeError, /^checkpoint\.a is a symbol/],
    [[new Custom()], TypeError, /^checkpoint\[0\] is an object of class Custom/],
    [{ when: new Date(0) }, TypeError, /^checkpoint\.when is an object of class Date/],
    [{ model: { state_dict() {} } }, TypeError, /^checkpoint\.model\.state_dict is a function/],
    [
      { model: Object.assign(new Custom(), { state_dict() {} }) },
      TypeError,
      /model is a whole Custom; save its state_dict\(\)/,
    ],
    [{ x: new Float32Array(2) }, TypeError, /x is a Float32Array; write torch\.from_numpy/],
    [new Map([[[1], 2]]), TypeError, /^a key of checkpoint is a list, which Python cannot have as a key/],
    [2n ** 5000n, ValueError, /^checkpoint is an integer of 626 bytes; Python reads at most 255/],
  ])('%o', (value, kind, message) => {
    expect(() => write(value, 'checkpoint')).toThrow(kind);
    expect(() => write(value, 'checkpoint')).toThrow(message);
  });

  it('a tuple that contains itself', () => {
    const cycle = new Tuple<unknown>();
    cycle.push([cycle]);
    expect(() => write({ cycle }, 'checkpoint')).toThrow(/^checkpoint\.cycle\[0\]\[0\] contains itself/);
  });

  it('stops at a depth that Python could not read', () => {
    const nest = (depth: number): unknown[] => (depth === 0 ? [] : [nest(depth - 1)]);
    expect(() => write(nest(1000), 'x')).toThrow(/^x(\[0\])+ is nested deeper than 900 levels/);
    expect(write(nest(899)).length).toBeGreaterThan(899);
  });
});

describe('damaged and hostile pickles', () => {
  const stop = 0x2e;
  it('refuses to run os.system and names it', () => {
    const attack = bytes('cposix\nsystem\n(X', 5, 0, 0, 0, 'touch', 'tR', stop);
    expect(() => read(attack)).toThrow(UnpicklingError);
    expect(() => read(attack)).toThrow(
      /it holds an object of "posix\.system", which is not among the classes/,
    );
    const data = read(attack, { unknown_as_data: true });
    expect(data).toBeInstanceOf(PythonObject);
    expect(data).toMatchObject({ python_class: 'posix.system', args: ['touch'] });
  });

  it.each([
    ['builtins', 'eval'],
    ['__builtin__', 'getattr'],
    ['builtins', 'set.__class__'],
    ['collections', '__init__'],
    ['', ''],
    ['__proto__', 'constructor'],
  ])('knows no %s.%s', (module, name) => {
    expect(() => read(bytes(`c${module}\n${name}\n`, stop))).toThrow(/is not among the classes/);
    const stacked = bytes(0x80, 4, 0x8c, module.length, module, 0x8c, name.length, name, 0x93, stop);
    expect(() => read(stacked)).toThrow(/is not among the classes/);
  });

  it('reads objects of unknown classes as data under the flag', () => {
    const object = bytes('cmy.module\nNet\n)', 0x81, '}X', 2, 0, 0, 0, 'idK', 7, 'sb', stop);
    const data = read(object, { unknown_as_data: true });
    expect(data).toMatchObject({ python_class: 'my.module.Net', args: [], state: { id: 7 } });
    const list = bytes('cmy.module\nList\n)', 0x81, '(K', 1, '}e', stop);
    expect(read(list, { unknown_as_data: true }).items).toEqual([1, {}]);
  });

  it.each([
    ['nothing', bytes(), /it ends at byte 0/],
    ['no end', bytes(0x80, 2, 'N'), /it ends at byte 3/],
    [
      'text longer than the file',
      bytes('X', 0xff, 0xff, 0xff, 0xff, 'abc', stop),
      /4294967295 more bytes were expected/,
    ],
    [
      'a 64-bit length',
      bytes(0x8d, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, stop),
      /more bytes were expected/,
    ],
    ['text that is no UTF-8', bytes('X', 1, 0, 0, 0, 0xff, stop), /not UTF-8/],
    ['an unknown instruction', bytes(0xfe, stop), /instruction 0xfe at byte 0/],
    ['an extension registry', bytes(0x82, 1, stop), /instruction 0x82/],
    ['an out-of-band buffer', bytes(0x97, stop), /instruction 0x97/],
    ['an unknown protocol', bytes(0x80, 6, 'N', stop), /protocol 6; 0 to 5/],
    ['an empty stack', bytes('0', stop), /nothing is on the stack/],
    ['a value before the mark', bytes('N(a', stop), /nothing is on the stack/],
    ['a missing mark', bytes('t', stop), /a group without its beginning/],
    ['leftovers', bytes('NN', stop), /1 values are left over/],
    ['an undefined value', bytes('j', 0xff, 0xff, 0xff, 0xff, stop), /refers to value 4294967295/],
    ['append to a dict', bytes('}Na', stop), /items for a list, but it is a dict/],
    ['append to a tuple', bytes(')Na', stop), /items for a list, but it is a tuple/],
    ['set in a list', bytes(']NNs', stop), /keys and values for a dict, but it is a list/],
    ['a key without value', bytes('}(Nu', stop), /a key without its value/],
    ['a dict as key', bytes('}}Ns', stop), /a dict as the key/],
    ['a call of a number', bytes('K', 1, ')R', stop), /it calls a number/],
    ['a call without tuple', bytes('ccollections\nOrderedDict\n]R', stop), /with a list instead of a tuple/],
    ['a state for a list', bytes(']}b', stop), /as the state of a list/],
    ['a state for a dict', bytes('}}b', stop), /as the state of a dict/],
    ['a huge integer', bytes(0x8b, 0, 0, 1, 0, '\0'.repeat(65536), stop), /an integer of 65536 bytes/],
    ['a huge decimal integer', bytes(`L${'9'.repeat(3000)}L\n`, stop), /as an integer/],
    ['an endless line', bytes('I', '1'.repeat(9999)), /has no end within 4096 bytes/],
    ['a nonsense float', bytes('Fabc\n', stop), /"abc" as a float/],
    ['a storage where none is', bytes('Nq', 0, 'Q', stop), /refers to data outside/],
  ])('%s', (_, pickled, message) => {
    expect(() => read(pickled)).toThrow(UnpicklingError);
    expect(() => read(pickled)).toThrow(message);
  });

  it('reads a class that stands for itself as data', () => {
    const [a, b] = read(bytes('(ccollections\nOrderedDict\nq', 0, 'h', 0, 'l', stop));
    expect(a).toMatchObject({ python_class: 'collections.OrderedDict', args: null });
    expect(b).toBe(a);
  });

  it('bounds how many containers a small file makes', () => {
    const bomb = Buffer.alloc(6_000_000, ']');
    expect(() => read(bomb)).toThrow(/would take more than 98331648 bytes of memory/);
  });

  it('calls nothing but the function in the table', () => {
    const calls: unknown[][] = [];
    const table = new Map([['m.f', new Global('m.f', { call: (...args) => calls.push(args) })]]);
    expect(unpickle(bytes('cm\nf\nK', 1, 0x85, 'R', stop), { globals: table }).value).toBe(1);
    expect(calls).toEqual([[1]]);
  });
});

describe.skipIf(!python)('against Python', () => {
  // Each with the value that JavaScript should see.
  const values: [source: string, expected: unknown][] = [
    ['None', null],
    ['[True, False]', [true, false]],
    [
      '[0, 1, -1, 255, 256, 65536, -2**31, 2**31, 2**53 - 1]',
      [0, 1, -1, 255, 256, 65536, -(2 ** 31), 2 ** 31, 2 ** 53 - 1],
    ],
    ['[2**53, -2**64, 2**1000]', [2n ** 53n, -(2n ** 64n), 2n ** 1000n]],
    ['[0.5, -0.0, float("inf"), float("-inf"), 1e-320]', [0.5, -0, Infinity, -Infinity, 1e-320]],
    ['"text"', 'text'],
    ['"日本語\\n\\\\ \\ud800 end"', '日本語\n\\ \ud800 end'],
    ['b"\\x00\\xff"', new Uint8Array([0, 255])],
    ['bytearray(b"\\x00\\xff")', new Uint8Array([0, 255])],
    ['()', new Tuple()],
    [
      '(1, (2,), (3, 4), (5, 6, 7), (8, 9, 10, 11))',
      new Tuple<unknown>(1, new Tuple(2), new Tuple(3, 4), new Tuple(5, 6, 7), new Tuple(8, 9, 10, 11)),
    ],
    ['{"a": {"b": []}}', { a: { b: [] } }],
    [
      '{0: "a", 1: {}}',
      new Map<number, unknown>([
        [0, 'a'],
        [1, {}],
      ]),
    ],
    ['{(1, 2): 3}', new Map([[new Tuple(1, 2), 3]])],
    ['{1, 2}', new Set([1, 2])],
    ['frozenset([1])', new Set([1])],
    ['1 - 2j', new Complex(1, -2)],
    ['OrderedDict([("b", 1), ("a", 2)])', markOrdered({ b: 1, a: 2 })],
    ['__import__("collections").defaultdict(list, {"a": [1]})', { a: [1] }],
    ['__import__("collections").Counter("aab")', markCounter({ a: 2, b: 1 })],
    ['list(range(2500))', Array.from({ length: 2500 }, (_, i) => i)],
  ];

  it('reads protocols 0 to 5', () => {
    const script = `import pickle, base64
values = [${values.map(([source]) => source).join(', ')}]
print(json.dumps([[base64.b64encode(pickle.dumps(v, protocol=p)).decode() for v in values] for p in range(6)]))`;
    for (const [protocol, pickles] of (runPython(script) as string[][]).entries()) {
      for (const [i, text] of pickles.entries()) {
        expect(read(Buffer.from(text, 'base64')), `${values[i]?.[0]} in ${protocol}`).toStrictEqual(
          values[i]?.[1],
        );
      }
    }
  });

  it('writes what Python reads as the same values and types', () => {
    const script = `import pickle, base64
expected = [${values.map(([source]) => source).join(', ')}]
lost = (frozenset, bytearray, __import__("collections").defaultdict)
for expected, text in zip(expected, json.loads(sys.argv[1])):
    value = pickle.loads(base64.b64decode(text))
    assert value == expected and repr(value) == repr(expected) or isinstance(expected, lost), (value, expected)`;
    runPython(
      script,
      JSON.stringify(values.map(([, value]) => Buffer.from(write(value)).toString('base64'))),
    );
  });

  it("reads Python 2's strings", () => {
    expect(read(bytes("S'it\\'s \\x41\\n'\n", 0x2e))).toBe("it's A\n");
    expect(read(bytes('U', 3, 'abc', 0x2e))).toBe('abc');
    expect(read(bytes('U', 2, 0xff, 0xfe, 0x2e))).toEqual(new Uint8Array([0xff, 0xfe]));
    expect(read(bytes('T', 1, 0, 0, 0, 'x', 0x2e))).toBe('x');
    expect(read(bytes('(I01\nI00\nL12L\nF1.5\nl', 0x2e))).toEqual([true, false, 12, 1.5]);
    expect(read(bytes('(icollections\nOrderedDict\n', 0x2e))).toStrictEqual(markOrdered({}));
  });
});
