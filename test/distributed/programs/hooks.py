import json, os, sys
import torch, torch.distributed as dist, torch.nn as nn
from torch.distributed.algorithms.ddp_comm_hooks import debugging_hooks, default_hooks
from torch.distributed.algorithms.join import Join, Joinable, JoinHook
from torch.nn.parallel import DistributedDataParallel as DDP

rank, size, port = map(int, sys.argv[1:])
torch.set_num_threads(1)
dist.init_process_group('gloo', init_method=f'tcp://127.0.0.1:{port}', rank=rank, world_size=size)
show = lambda *what: print(json.dumps(what))


def make(find_unused_parameters=False, **options):
    torch.manual_seed(rank)
    layers = [nn.Linear(6, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 3)]
    net = nn.Sequential(*layers, *([nn.Linear(3, 3)] if find_unused_parameters else []))
    ddp = DDP(net, bucket_cap_mb=0.0001, find_unused_parameters=find_unused_parameters, **options)
    return ddp, torch.optim.SGD(ddp.parameters(), lr=0.1, momentum=0.9)


def step(ddp, opt):
    opt.zero_grad()
    loss = ddp(torch.randn(4, 6)).square().mean()
    loss.backward()
    opt.step()
    return loss.item()


sums = lambda ddp: [p.detach().double().sum().item() for p in ddp.state_dict().values()]


def with_hook(name, state, hook, **options):
    ddp, opt = make(**options)
    ddp.register_comm_hook(state, hook)
    losses = [step(ddp, opt) for _ in range(4)]
    show(name, losses, sums(ddp))


def own_hook(seen, bucket):
    seen.append([bucket.index(), bucket.is_last(), len(bucket.gradients()), list(bucket.parameters()[0].shape)])
    half = bucket.buffer().mul_(0.5)
    fut = dist.all_reduce(half, async_op=True).get_future()
    return fut.then(lambda f: f.value()[0].mul(0.25)).then(lambda f: f.value().add(0.001))


with_hook('allreduce', None, default_hooks.allreduce_hook)
with_hook('fp16', None, default_hooks.fp16_compress_hook)
# Python refuses these two by name where the backend is not NCCL, though Gloo can send bfloat16.
by_any_name = lambda hook: lambda state, bucket: hook(state, bucket)
with_hook('bf16', dist.group.WORLD, by_any_name(default_hooks.bf16_compress_hook))
with_hook('fp16 wrapper', None, default_hooks.fp16_compress_wrapper(default_hooks.allreduce_hook))
with_hook('bf16 wrapper', None, by_any_name(default_hooks.bf16_compress_wrapper(default_hooks.allreduce_hook)))
with_hook('noop', None, debugging_hooks.noop_hook)
with_hook('fp16 views', None, default_hooks.fp16_compress_hook, gradient_as_bucket_view=True)
seen = []
with_hook('own', seen, own_hook)
show(seen)


def uneven(name, join_options={}, hook=None, **options):
    ddp, opt = make(**options)
    if hook:
        ddp.register_comm_hook(None, hook)
    losses = []
    with ddp.join(**join_options):
        for _ in range(2 + 2 * rank):
            losses.append(step(ddp, opt))
    show(name, losses, sums(ddp))


uneven('join')
uneven('join of the active', {'divide_by_initial_world_size': False})
uneven('join with a hook', hook=default_hooks.fp16_compress_hook)
uneven('join without buffers', broadcast_buffers=False)
uneven('join static', static_graph=True)
uneven('join searching', find_unused_parameters=True)
try:
    uneven('join that throws', {'throw_on_early_termination': True})
except RuntimeError as error:
    show(str(error))


class Counter(Joinable):
    def __init__(self):
        super().__init__()
        self.counts = torch.zeros(1)
        self.final = None

    def __call__(self):
        Join.notify_join_context(self)
        one = torch.ones(1)
        dist.all_reduce(one)
        self.counts += one

    def join_hook(self, **kwargs):
        counter = self

        class Hook(JoinHook):
            def main_hook(self):
                dist.all_reduce(torch.zeros(1))

            def post_hook(self, is_last_joiner):
                counter.final = [is_last_joiner, kwargs['note']]

        return Hook()

    @property
    def join_device(self):
        return torch.device('cpu')

    @property
    def join_process_group(self):
        return dist.group.WORLD


counter = Counter()
with Join([counter], note='x'):
    for _ in range(1 + rank):
        counter()
show(counter.counts.item(), counter.final)
dist.destroy_process_group()
sys.stdout.flush()
os._exit(0)  # Python's own end of Gloo's threads sometimes aborts
