import json, os, sys
import torch, torch.distributed as dist, torch.nn as nn
from torch.nn.parallel import DistributedDataParallel as DDP

rank, size, port = map(int, sys.argv[1:])
torch.set_num_threads(1)
dist.init_process_group('gloo', init_method=f'tcp://127.0.0.1:{port}', rank=rank, world_size=size)


class Net(nn.Module):
    def __init__(self, spare):
        super().__init__()
        self.conv = nn.Conv2d(1, 8, 3)
        self.bn = nn.BatchNorm2d(8)
        self.fc = nn.Linear(8 * 36, 10)
        self.spare = nn.Linear(4, 4) if spare else None

    def forward(self, x):
        x = self.fc(torch.relu(self.bn(self.conv(x))).flatten(1))
        return {'out': x, 'sum': x.sum()} if self.spare else x


def train(name, no_sync=False, **options):
    torch.manual_seed(rank)  # other weights in each process, until they are synchronised
    net = DDP(Net(options.get('find_unused_parameters')), **options)
    opt = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    crit = nn.CrossEntropyLoss()
    loss_of = lambda out, y: crit(out['out'] if isinstance(out, dict) else out, y)
    losses = []
    for i in range(4):
        x, y = torch.randn(4, 1, 8, 8), torch.randint(0, 10, (4,))
        opt.zero_grad()
        if no_sync and i % 2 == 0:
            with net.no_sync():
                loss_of(net(x), y).backward()
        loss = loss_of(net(x), y)
        loss.backward()
        opt.step()
        losses.append(loss.item())
    sums = [p.detach().double().sum().item() for p in net.state_dict().values()]
    print(json.dumps([name, losses, list(net.state_dict().keys()), sums]))


train('plain')
train('find_unused_parameters', find_unused_parameters=True)
train('static_graph', static_graph=True)
train('gradient_as_bucket_view', gradient_as_bucket_view=True)
train('no_sync', no_sync=True)
train('small buckets', bucket_cap_mb=0.001)
train('own buffers', broadcast_buffers=False)
sampler = torch.utils.data.distributed.DistributedSampler(range(7), seed=3)
sampler.set_epoch(2)
print(json.dumps(list(sampler)))
dist.destroy_process_group()
sys.stdout.flush()
os._exit(0)  # Python's own end of Gloo's threads sometimes aborts
