import { distributed as dist, nn, optim, type Tensor, torch, utils } from '../../../src/index.ts';

const { DistributedDataParallel: DDP } = nn.parallel;
const [rank, size, port] = process.argv.slice(2).map(Number) as [number, number, number];
torch.set_num_threads(1);
dist.init_process_group('gloo', { init_method: `tcp://127.0.0.1:${port}`, rank, world_size: size });

class Net extends nn.Module {
  declare conv: nn.Conv2d;
  declare bn: nn.BatchNorm2d;
  declare fc: nn.Linear;
  declare spare: nn.Linear | null;
  constructor(spare: boolean) {
    super();
    this.conv = nn.Conv2d(1, 8, 3);
    this.bn = nn.BatchNorm2d(8);
    this.fc = nn.Linear(8 * 36, 10);
    this.spare = spare ? nn.Linear(4, 4) : null;
  }
  override forward(x: Tensor) {
    x = this.fc(torch.relu(this.bn(this.conv(x))).flatten(1));
    return this.spare ? { out: x, sum: x.sum() } : x;
  }
}

function train(name: string, options: Record<string, any> = {}, no_sync = false): void {
  torch.manual_seed(rank); // other weights in each process, until they are synchronised
  const net = DDP(new Net(options.find_unused_parameters ?? false), options);
  const opt = optim.SGD(net.parameters(), { lr: 0.1, momentum: 0.9 });
  const crit = nn.CrossEntropyLoss();
  const loss_of = (out: any, y: Tensor) => crit(out.out ?? out, y);
  const losses: number[] = [];
  for (let i = 0; i < 4; i++) {
    const [x, y] = [torch.randn(4, 1, 8, 8), torch.randint(0, 10, [4])];
    opt.zero_grad();
    if (no_sync && i % 2 === 0) net.no_sync(() => loss_of(net(x), y).backward());
    const loss = loss_of(net(x), y);
    loss.backward();
    opt.step();
    losses.push(loss.item());
  }
  const sums = Object.values(net.state_dict()).map((p) => (p as Tensor).detach().double().sum().item());
  console.log(JSON.stringify([name, losses, Object.keys(net.state_dict()), sums]));
}

train('plain');
train('find_unused_parameters', { find_unused_parameters: true });
train('static_graph', { static_graph: true });
train('gradient_as_bucket_view', { gradient_as_bucket_view: true });
train('no_sync', {}, true);
train('small buckets', { bucket_cap_mb: 0.001 });
train('own buffers', { broadcast_buffers: false });
const sampler = utils.data.DistributedSampler([0, 1, 2, 3, 4, 5, 6], { seed: 3 });
sampler.set_epoch(2);
console.log(JSON.stringify([...sampler]));
dist.destroy_process_group();
