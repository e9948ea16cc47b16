// What a group refuses, and that nothing a program does with tensors under way, or a peer's end, takes the process down.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as objects from '../../src/distributed/pickled.ts';
import {
  DistNetworkError,
  DistStoreError,
  RuntimeError,
  TorchError,
  TypeError,
  ValueError,
} from '../../src/errors.ts';
import { distributed as dist, nn, type Tensor, torch } from '../../src/index.ts';

const alone = () => dist.init_process_group('gloo', { store: dist.HashStore(), rank: 0, world_size: 1 });

describe('before the start', () => {
  it.each<[name: string, start: () => void, message: string]>([
    ['no group', () => dist.all_reduce(torch.ones(2)), 'Default process group has not been initialized'],
    ['another backend', () => dist.init_process_group('nccl'), 'there is no nccl'],
    [
      'nothing in the environment',
      () => dist.init_process_group('gloo'),
      'environment variable RANK is not set',
    ],
    ['no address', () => dist.init_process_group('gloo', { init_method: 'here' }), 'is no address'],
    [
      'another scheme',
      () => dist.init_process_group({ init_method: 'udp://a:1', rank: 0, world_size: 1 }),
      'No rendezvous handler',
    ],
    [
      'no port',
      () => dist.init_process_group({ init_method: 'tcp://a', rank: 0, world_size: 1 }),
      'a port is missing',
    ],
    [
      'no rank',
      () => dist.init_process_group({ init_method: 'tcp://a:1', world_size: 1 }),
      'rank parameter missing',
    ],
    [
      'a store without a rank',
      () => dist.init_process_group({ store: dist.HashStore(), world_size: 1 }),
      'rank must be non-negative',
    ],
    [
      'a rank too high',
      () => dist.init_process_group({ store: dist.HashStore(), rank: 1, world_size: 1 }),
      'rank 1 of a world of 1',
    ],
    [
      'a network without parameters',
      () => nn.parallel.DistributedDataParallel(nn.ReLU()),
      'has not been initialized',
    ],
    ['destroying', () => dist.destroy_process_group(), 'has not been initialized'],
  ])('%s', (_name, start, message) => {
    expect(start).toThrow(message);
    expect(dist.is_initialized()).toBe(false);
  });
});

describe('in a group of one', () => {
  beforeAll(alone);
  afterAll(() => dist.destroy_process_group());

  it('twice is refused, and the group goes on', () => {
    expect(alone).toThrow(ValueError);
    const x = torch.ones(2);
    dist.all_reduce(x);
    expect(x.tolist()).toEqual([1, 1]);
  });

  it.each<[name: string, call: () => unknown, type: new (message: string) => Error, message: string]>([
    ['no tensor', () => dist.all_reduce(3 as never), TypeError, "argument 'tensor'"],
    ['no reduction', () => dist.all_reduce(torch.ones(1), 'sum' as never), TypeError, 'expected a ReduceOp'],
    ['no group', () => dist.barrier({ group: 3 as never }), TypeError, 'expected a process group'],
    [
      'a list too long',
      () => dist.all_gather([torch.ones(1), torch.ones(1)], torch.ones(1)),
      ValueError,
      'tensor_list has 2 tensors',
    ],
    [
      'another shape',
      () => dist.all_gather([torch.ones(2)], torch.ones(1)),
      RuntimeError,
      'invalid tensor size',
    ],
    ['a rank of nobody', () => dist.broadcast(torch.ones(1), 4), ValueError, 'Global rank 4'],
    [
      'both ranks',
      () => dist.broadcast(torch.ones(1), { src: 0, group_src: 0 }),
      ValueError,
      "Can't specify both",
    ],
    ['to itself', () => dist.send(torch.ones(1), 0), ValueError, 'should not be the same'],
    ['to nobody', () => dist.send(torch.ones(1)), ValueError, 'Must specify dst'],
    [
      'bits of floats',
      () => dist.all_reduce(torch.ones(1), dist.ReduceOp.BAND),
      RuntimeError,
      'non-integral',
    ],
    [
      'the largest complex number',
      () => dist.all_reduce(torch.complex(torch.ones(1), torch.ones(1)), dist.ReduceOp.MAX),
      ValueError,
      'complex',
    ],
    ['no data', () => dist.all_gather_object([], () => 1), TypeError, 'a function'],
    ['a meta tensor', () => dist.all_reduce(torch.ones(1, { device: 'meta' })), RuntimeError, 'meta'],
    ['ranks that are none', () => dist.new_group([3]), ValueError, 'world_size'],
    ['a rank twice', () => dist.new_group([0, 0]), ValueError, 'must be different'],
    [
      'nothing to average',
      () => nn.parallel.DistributedDataParallel(nn.ReLU()),
      RuntimeError,
      "doesn't have any parameters",
    ],
    [
      'two devices',
      () => nn.parallel.DistributedDataParallel(nn.Linear(1, 1), { device_ids: [0, 1] }),
      ValueError,
      'single element',
    ],
    [
      'a device that the network is not on',
      () => nn.parallel.DistributedDataParallel(nn.Linear(1, 1), { device_ids: [0] }),
      ValueError,
      'module.to(device)',
    ],
  ])('%s', (_name, call, type, message) => {
    expect(call).toThrow(type);
    expect(call).toThrow(new RegExp(message.replace(/[()]/g, '\\$&'), 'i'));
    dist.all_reduce(torch.ones(1)); // the group goes on
  });

  it('memory may change its size again once all that used it has ended', () => {
    const x = torch.ones(3);
    dist.all_gather([x], x); // twice in one collective
    expect(x.resize_(50).numel()).toBe(50);
    const works = [dist.broadcast(x, { src: 0, async_op: true }), dist.all_reduce(x, { async_op: true })];
    for (const work of works) work?.wait();
    expect(x.resize_(5000).numel()).toBe(5000);
    const shared = torch.from_numpy(Float32Array.of(1, 2));
    dist.all_reduce(shared);
    expect(() => shared.resize_(5000)).toThrow('not resizable');
  });

  it('a group that was destroyed says so', () => {
    const group = dist.new_group([0]) as dist.ProcessGroup;
    dist.destroy_process_group(group);
    expect(() => dist.barrier({ group })).toThrow('has been destroyed');
    expect(() => dist.destroy_process_group(group)).toThrow('has been destroyed');
  });

  it('a network in it trains as without it', () => {
    const losses = [false, true].map((wrapped) => {
      torch.manual_seed(0);
      const net = nn.Linear(3, 2);
      const model = wrapped ? nn.parallel.DistributedDataParallel(net) : net;
      const loss = (model as nn.Module)(torch.randn(4, 3)).square().sum();
      loss.backward();
      return [loss.item(), net.weight.grad?.tolist()];
    });
    expect(losses[1]).toEqual(losses[0]);
  });
});

describe('objects', () => {
  const { pickled, unpickled } = objects;
  const whole = pickled({ x: torch.arange(6).view(2, 3).T, n: [1, 'two', null] });

  it('come back as they were', () => {
    const back = unpickled(whole) as { x: Tensor; n: unknown };
    expect([back.x.tolist(), back.n]).toEqual([
      [
        [0, 3],
        [1, 4],
        [2, 5],
      ],
      [1, 'two', null],
    ]);
  });

  it('cut off or changed anywhere they are an error, or other data', () => {
    const attempt = (bytes: Uint8Array) => {
      try {
        return unpickled(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(TorchError);
        return null;
      }
    };
    for (let i = 0; i < whole.length; i += 1) {
      attempt(whole.slice(0, i));
      for (const byte of [0, 1, 0x80, 0xff]) {
        const changed = Uint8Array.from(whole);
        changed[i] = byte;
        attempt(changed);
      }
    }
  });

  it('may not hold code', () => {
    const system = Buffer.from("cposix\nsystem\n(S'true'\ntR.");
    expect(() => unpickled(system)).toThrow('posix.system');
  });
});

describe('stores', () => {
  const folder = mkdtempSync(join(tmpdir(), 'typetorch-store-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const tcp = () => dist.TCPStore('127.0.0.1', 0, { is_master: true, wait_for_workers: false });

  it.each<[name: string, make: () => dist.Store]>([
    ['HashStore', () => dist.HashStore()],
    ['FileStore', () => dist.FileStore(join(folder, 'a'), 1)],
    ['TCPStore', tcp],
    ['PrefixStore', () => dist.PrefixStore('p/', dist.HashStore())],
  ])('%s keeps, counts, compares and waits', (_name, make) => {
    const store = make();
    store.set('a', 'ä');
    store.set('bytes', Uint8Array.of(0, 255));
    expect(store.get('a').toString()).toBe('ä');
    expect([...store.get('bytes')]).toEqual([0, 255]);
    expect([store.add('n', 2), store.add('n', 3)]).toEqual([2, 5]);
    expect(store.get('n').toString()).toBe('5');
    expect(store.compare_set('a', 'ä', 'b').toString()).toBe('b');
    expect(store.compare_set('a', 'x', 'c').toString()).toBe('b');
    expect([store.check(['a', 'n']), store.check(['a', 'm'])]).toEqual([true, false]);
    store.wait(['a']);
    store.set_timeout(60);
    expect(store.timeout).toBe(60);
    expect(() => store.get('missing')).toThrow(/time/i);
    expect(() => store.wait(['missing'], 50)).toThrow(RuntimeError);
  });

  it('a key that does not come has an error of its own', () => {
    const store = dist.HashStore();
    store.set_timeout(20);
    expect(() => store.get('missing')).toThrow(DistStoreError);
  });

  it('a server is found by its port, its clients share it, and nobody there is an error', () => {
    const server = tcp() as dist.TCPStore;
    expect(server.port).toBeGreaterThan(0);
    const client = dist.TCPStore('127.0.0.1', server.port, { timeout: 5000 });
    client.set('k', 'v');
    expect(server.get('k').toString()).toBe('v');
    expect([server.delete_key('k'), server.delete_key('k')]).toEqual([true, false]);
    expect(() => dist.TCPStore('127.0.0.1', 1, { timeout: 300 })).toThrow(DistNetworkError);
    expect(() => dist.TCPStore('127.0.0.1', 70000)).toThrow("argument 'port'");
  });
});

describe('two processes', () => {
  const program = fileURLToPath(new URL('programs/hostile.ts', import.meta.url));
  let output = '';
  afterEach(() => vi.restoreAllMocks());

  it('a tensor that is received into is resized, shared, replaced and freed meanwhile; then the peer goes', async () => {
    const store = dist.TCPStore('127.0.0.1', 0, { is_master: true, wait_for_workers: false });
    const run = (rank: number) =>
      new Promise<{ code: number | null; lines: string[] }>((resolve) => {
        const args = ['--expose-gc', '--import', 'tsx', program, String(rank), String(store.port)];
        const child = spawn(process.execPath, args);
        let text = '';
        child.stdout.on('data', (part) => (text += part));
        child.stderr.on('data', (part) => (output += part));
        child.once('close', (code) => resolve({ code, lines: text.trim().split('\n') }));
      });
    const [zero, one] = await Promise.all([run(0), run(1)]);
    expect({ code: one.code, lines: one.lines }, output).toEqual({
      code: 0,
      lines: ['RuntimeError: Trying to resize storage that is not resizable', '1000', 'received 1000'],
    });
    expect(zero.code, output).toBe(0);
    expect(zero.lines.map((line) => line.split(':')[0])).toEqual([
      'RuntimeError',
      'RuntimeError',
      'RuntimeError',
      'done',
    ]);
  }, 120_000);
});
