// Communication hooks and joins of one process: what is refused, and what survives it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copy, distributed as dist, nn, torch, ValueError } from '../../src/index.ts';

const { DistributedDataParallel } = nn.parallel;
const { default_hooks } = dist.algorithms.ddp_comm_hooks;
const { Join } = dist.algorithms.join;
const { Future } = torch.futures;

beforeAll(() => {
  dist.init_process_group('gloo', { store: dist.HashStore(), rank: 0, world_size: 1 });
});
afterAll(() => dist.destroy_process_group());

const make = () => DistributedDataParallel(nn.Linear(2, 1));
const pass = (ddp: nn.Module) => ddp(torch.ones(1, 2)).sum().backward();
const gradients = (ddp: nn.Module) => ddp.parameters().map((p) => p.grad?.tolist());
const ready = <T>(value: T) => {
  const future = new Future<T>();
  future.set_result(value);
  return future;
};

describe('a communication hook', () => {
  it('decides what the gradients are', () => {
    const ddp = make();
    ddp.register_comm_hook(3, (factor, bucket) => ready(bucket.buffer().mul(factor)));
    pass(ddp);
    expect(gradients(ddp)).toEqual([[[3, 3]], [3]]);
  });

  it('is a function, and one alone', () => {
    const ddp = make();
    expect(() => ddp.register_comm_hook(null, 'fp16' as never)).toThrow(
      'Communication hook must be callable.',
    );
    ddp.register_comm_hook(null, default_hooks.allreduce_hook);
    expect(() => ddp.register_comm_hook(null, default_hooks.fp16_compress_hook)).toThrow(
      'can only be called once',
    );
    pass(ddp);
    expect(gradients(ddp)).toEqual([[[1, 1]], [1]]);
  });

  it('throws its own error out of the backward pass', () => {
    const error = new Error('mine');
    for (const hook of [
      () => {
        throw error;
      },
      () => {
        const failed = new Future();
        failed.set_exception(error);
        return failed;
      },
    ]) {
      const ddp = make();
      ddp.register_comm_hook(null, hook as never);
      let thrown: unknown;
      try {
        pass(ddp);
      } catch (caught) {
        thrown = caught;
      }
      expect(thrown).toBe(error);
    }
  });

  it('gives a future of a tensor as large as the bucket', () => {
    const given: [result: unknown, message: string][] = [
      [torch.ones(3), 'callback must return a torch.futures.Future object'],
      [null, 'callback must return a torch.futures.Future object'],
      [ready('text'), 'holds a tensor'],
      [ready([]), 'holds a tensor'],
      [new Future(), 'nothing else runs in this thread'],
      [ready(torch.ones(2)), 'size'],
    ];
    for (const [result, message] of given) {
      const ddp = make();
      ddp.register_comm_hook(null, () => result as never);
      expect(() => pass(ddp), message).toThrow(message);
    }
  });

  it.each([{}, { static_graph: true }, { find_unused_parameters: true }, { gradient_as_bucket_view: true }])(
    'that threw leaves the network as it was: %o',
    (options) => {
      const ddp = DistributedDataParallel(nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1)), {
        ...options,
        bucket_cap_mb: 0.00001,
      });
      const bad: unknown[] = [new Error('mine'), null, ready('text'), ready(torch.ones(1000))];
      let calls = 0;
      ddp.register_comm_hook(bad, (list, bucket) => {
        calls += 1;
        const next = list[0];
        if (calls % 2 === 0 || list.length === 0) return ready(bucket.buffer().mul(2));
        list.shift();
        if (next instanceof Error) throw next;
        return next as never;
      });
      const failing = () => {
        ddp.zero_grad();
        pass(ddp);
      };
      for (let i = 0; i < 40 && bad.length > 0; i += 1) {
        try {
          failing();
        } catch (error) {
          expect(String(error)).toMatch(/mine|callback must return|holds a tensor|of the bucket's size/);
        }
      }
      expect(bad).toEqual([]);
      for (let i = 0; i < 3; i += 1) {
        failing();
        const found = gradients(ddp);
        ddp.zero_grad();
        ddp.module(torch.ones(1, 2)).sum().mul(2).backward();
        expect(found).toEqual(gradients(ddp));
      }
    },
  );

  it('cannot call the network that waits for it', () => {
    const ddp = make();
    ddp.register_comm_hook(null, (_, bucket) => {
      torch.enable_grad(() => ddp(torch.ones(1, 2)));
      return ready(bucket.buffer());
    });
    expect(() => pass(ddp)).toThrow('cannot call the module whose gradients it sends');
  });
});

describe('a Join', () => {
  it('gives back what its body gives, or a promise of it', async () => {
    const ddp = make();
    expect(ddp.join(() => 5)).toBe(5);
    expect(ddp.join({ enable: false }, () => 6)).toBe(6);
    expect(await Join([ddp], async () => 7)).toBe(7);
    expect(() => Join([], () => 1)).toThrow('at least one joinable');
    expect(() => Join([ddp], 1 as never)).toThrow('the body is a function');
    for (const wrong of [8, [null], torch.ones(2)]) {
      expect(() => Join(wrong as never, () => 1)).toThrow('Join() takes a list of objects with a join_hook');
    }
    expect(() => Join.notify_join_context(undefined as never)).toThrow('a class that extends Joinable');
    expect(() =>
      ddp.join(() => {
        throw new Error('mine');
      }),
    ).toThrow('mine');
    pass(ddp);
    expect(gradients(ddp)).toEqual([[[1, 1]], [1]]);
  });
});

describe('reduce_scatter_tensor', () => {
  it('refuses what has no part for each process, tensors without dimensions too', () => {
    const { reduce_scatter_tensor } = dist;
    expect(() => reduce_scatter_tensor(torch.ones([]), torch.ones(2, 4))).toThrow(ValueError);
    expect(() => reduce_scatter_tensor(torch.ones([]), torch.ones(2, 4))).toThrow(
      'as many values as the outputs of all 1 processes, 1 each, got 8',
    );
    expect(() => reduce_scatter_tensor(torch.ones(2), torch.ones(2).half())).toThrow('of one dtype');
    const single = torch.zeros([]);
    reduce_scatter_tensor(single, torch.full([1], 3));
    expect(single.item()).toBe(3);
    const stacked = torch.zeros(2);
    reduce_scatter_tensor(stacked, torch.tensor([[4, 5]]));
    expect(stacked.tolist()).toEqual([4, 5]);
  });
});

describe('a Future', () => {
  it('goes on when it is waited for, or was completed', async () => {
    const x = torch.ones(2);
    const future = (dist.all_reduce(x, { async_op: true }) as dist.Work).get_future();
    const doubled = future.then((done) => (done.value()[0] as typeof x).mul(2));
    expect(doubled.wait().tolist()).toEqual([2, 2]);
    expect([future.done(), future.value()[0] === x]).toEqual([true, true]);
    expect(((await (doubled as unknown)) as typeof x).tolist()).toEqual([2, 2]);

    const open = new Future<number>();
    const seen: number[] = [];
    const next = open.then((done) => done.value() + 1);
    next.add_done_callback((done) => seen.push(done.value()));
    expect(open.done()).toBe(false);
    expect(() => open.value()).toThrow('not completed yet');
    expect(() => open.wait()).toThrow('nothing else runs in this thread');
    open.set_result(4);
    expect([seen, next.value()]).toEqual([[5], 5]);
    expect(() => open.set_result(5)).toThrow('once');
  });

  it('hands on what went wrong', async () => {
    const failed = new Future<number>();
    const next = failed.then((done) => done.value());
    failed.set_exception(new Error('mine'));
    expect(() => failed.wait()).toThrow('mine');
    expect(() => next.wait()).toThrow('mine');
    await expect((async () => await (failed as unknown))()).rejects.toThrow('mine');
  });
});

it('a network that averages can be copied, as in Python', () => {
  const ddp = make();
  pass(ddp);
  const twin = copy.deepcopy(ddp);
  expect(Object.keys(twin.state_dict())).toEqual(Object.keys(ddp.state_dict()));
  pass(twin);
  expect(gradients(twin)).toEqual([[[1, 1]], [1]]);
  expect(twin.parameters()[0] === ddp.parameters()[0]).toBe(false);
});
