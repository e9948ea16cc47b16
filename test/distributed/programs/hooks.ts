import { distributed as dist, nn, optim, type Tensor, torch } from '../../../src/index.ts';

const { DistributedDataParallel: DDP } = nn.parallel;
const { ddp_comm_hooks, join } = dist.algorithms;
const { debugging_hooks, default_hooks } = ddp_comm_hooks;
const [rank, size, port] = process.argv.slice(2).map(Number) as [number, number, number];
torch.set_num_threads(1);
dist.init_process_group('gloo', { init_method: `tcp://127.0.0.1:${port}`, rank, world_size: size });
const show = (...what: unknown[]) => console.log(JSON.stringify(what));

function make({ find_unused_parameters = false, ...options }: Record<string, any> = {}) {
  torch.manual_seed(rank);
  const layers: nn.Module[] = [nn.Linear(6, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 3)];
  const net = nn.Sequential(...layers, ...(find_unused_parameters ? [nn.Linear(3, 3)] : []));
  const ddp = DDP(net, { bucket_cap_mb: 0.0001, find_unused_parameters, ...options });
  return [ddp, optim.SGD(ddp.parameters(), { lr: 0.1, momentum: 0.9 })] as const;
}
type Ddp = nn.parallel.DistributedDataParallel;

function step(ddp: Ddp, opt: optim.Optimizer): number {
  opt.zero_grad();
  const loss: Tensor = ddp(torch.randn(4, 6)).square().mean();
  loss.backward();
  opt.step();
  return loss.item();
}
const sums = (ddp: Ddp) =>
  Object.values(ddp.state_dict()).map((p) => (p as Tensor).detach().double().sum().item());

function with_hook(name: string, state: any, hook: any, options = {}): void {
  const [ddp, opt] = make(options);
  ddp.register_comm_hook(state, hook);
  const losses = Array.from({ length: 4 }, () => step(ddp, opt));
  show(name, losses, sums(ddp));
}

function own_hook(seen: unknown[], bucket: dist.GradBucket) {
  seen.push([
    bucket.index(),
    bucket.is_last(),
    bucket.gradients().length,
    [...(bucket.parameters()[0] as Tensor).shape],
  ]);
  const half = bucket.buffer().mul_(0.5);
  const future = (dist.all_reduce(half, { async_op: true }) as dist.Work).get_future();
  return future.then((f) => (f.value()[0] as Tensor).mul(0.25)).then((f) => f.value().add(0.001));
}

with_hook('allreduce', null, default_hooks.allreduce_hook);
with_hook('fp16', null, default_hooks.fp16_compress_hook);
with_hook('bf16', dist.group.WORLD, default_hooks.bf16_compress_hook);
with_hook('fp16 wrapper', null, default_hooks.fp16_compress_wrapper(default_hooks.allreduce_hook));
with_hook('bf16 wrapper', null, default_hooks.bf16_compress_wrapper(default_hooks.allreduce_hook));
with_hook('noop', null, debugging_hooks.noop_hook);
with_hook('fp16 views', null, default_hooks.fp16_compress_hook, { gradient_as_bucket_view: true });
const seen: unknown[] = [];
with_hook('own', seen, own_hook);
show(seen);

function uneven(name: string, join_options = {}, { hook, ...options }: Record<string, any> = {}): void {
  const [ddp, opt] = make(options);
  if (hook) ddp.register_comm_hook(null, hook);
  const losses: number[] = [];
  ddp.join(join_options, () => {
    for (let i = 0; i < 2 + 2 * rank; i++) losses.push(step(ddp, opt));
  });
  show(name, losses, sums(ddp));
}

uneven('join');
uneven('join of the active', { divide_by_initial_world_size: false });
uneven('join with a hook', {}, { hook: default_hooks.fp16_compress_hook });
uneven('join without buffers', {}, { broadcast_buffers: false });
uneven('join static', {}, { static_graph: true });
uneven('join searching', {}, { find_unused_parameters: true });
try {
  uneven('join that throws', { throw_on_early_termination: true });
} catch (error) {
  show((error as Error).message);
}

class Counter extends join.Joinable {
  counts = torch.zeros(1);
  final: unknown = null;
  count(): void {
    join.Join.notify_join_context(this);
    const one = torch.ones(1);
    dist.all_reduce(one);
    this.counts.add_(one);
  }
  override join_hook({ note }: { note?: unknown }) {
    const counter = this;
    return new (class extends join.JoinHook {
      override main_hook() {
        dist.all_reduce(torch.zeros(1));
      }
      override post_hook(is_last_joiner: boolean) {
        counter.final = [is_last_joiner, note];
      }
    })();
  }
  override get join_device() {
    return 'cpu';
  }
  override get join_process_group() {
    return dist.group.WORLD as dist.ProcessGroup;
  }
}

const counter = new Counter();
join.Join([counter], { note: 'x' }, () => {
  for (let i = 0; i < 1 + rank; i++) counter.count();
});
show(counter.counts.item(), counter.final);
dist.destroy_process_group();
