// Training epochs with and without CUDA graphs: the TypeScript side of graphs.ts. Prints one line of JSON a case.
import { parseArgs } from 'node:util';
import { MyResNet } from '../examples/001-svhn/networks.ts';
import { nn, optim, type Tensor, torch, vision } from '../src/index.ts';

const { values } = parseArgs({
  options: { device: { type: 'string' }, steps: { type: 'string' }, epochs: { type: 'string' } },
});
const device = values.device as string;
const onDevice = device.startsWith('cuda');
const [steps, count] = [Number(values.steps), Number(values.epochs)];

type Shape = [number, number, number, number];
const cases: Record<string, [make: () => nn.Module, shape: Shape]> = {
  'MyResNet 64x3x28x28': [() => new MyResNet(vision.models.resnet18()), [64, 3, 28, 28]],
  'ResNet-18 128x3x32x32': [() => vision.models.resnet18(), [128, 3, 32, 32]],
};

const synchronize = () => {
  if (onDevice) torch.cuda.synchronize();
};

/** Seconds of each epoch, and the last loss. */
function epochs(make: () => nn.Module, shape: Shape, graphed: boolean): [seconds: number[], loss: number] {
  torch.manual_seed(0);
  const net = make().to(device);
  const opt = optim.SGD(net.parameters(), { lr: 0.01, momentum: 0.9 });
  const data = torch.randn(shape);
  const [images, labels] = [data.to(device), torch.randint(0, 10, [shape[0]]).to(device)];
  const [x, y] = [images.clone(), labels.clone()];

  const step = (): Tensor => {
    opt.zero_grad();
    const loss = nn.functional.cross_entropy(net(x) as Tensor, y);
    loss.backward();
    opt.step();
    return loss;
  };
  let kept = torch.zeros([]);
  let replay: (() => void) | null = null;
  if (graphed) {
    const side = torch.cuda.Stream();
    side.wait_stream(torch.cuda.current_stream());
    torch.cuda.stream(side, () => {
      for (let i = 0; i < 3; i += 1) step();
    });
    torch.cuda.current_stream().wait_stream(side);
    const graph = torch.cuda.CUDAGraph();
    kept = torch.cuda.graph(graph, step);
    replay = () => graph.replay();
  } else {
    for (let i = 0; i < 3; i += 1) kept = step();
  }
  const seconds: number[] = [];
  for (let epoch = 0; epoch < count; epoch += 1) {
    synchronize();
    const begin = performance.now();
    for (let i = 0; i < steps; i += 1) {
      x.copy_(images, { non_blocking: true });
      y.copy_(labels, { non_blocking: true });
      if (replay) replay();
      else kept = step();
    }
    synchronize();
    seconds.push((performance.now() - begin) / 1000);
  }
  return [seconds, kept.item()];
}

if (!onDevice) torch.set_num_threads(1);
for (const [name, [make, shape]] of Object.entries(cases)) {
  for (const graphed of onDevice ? [false, true] : [false]) {
    const [seconds, loss] = epochs(make, shape, graphed);
    console.log(JSON.stringify({ name, graphed, seconds, loss }));
  }
}
