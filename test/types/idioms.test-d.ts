// Checked by `tsc` alone: the documents' idioms must infer, and their misspellings must not compile.
import { nn, type Parameter, type Tensor, torch, utils } from '../../src/index.ts';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Fails to compile unless the value's type is exactly `T`; what it gets, it gives back. */
declare function exactly<T>(): <V>(
  value: V,
  ...proof: Same<T, V> extends true ? [] : ['expected another type']
) => V;
declare const sigma: Tensor;
declare const x: Tensor;
declare const y: Tensor;
declare const weight: Parameter;

export function annotations(input: torch.Tensor, kind: torch.dtype, place: torch.device): torch.Size {
  exactly<Tensor>()(input);
  return input.to(place, kind).shape;
}

export function results(): void {
  const [values, indices] = torch.max(sigma, 1);
  exactly<Tensor>()(values);
  exactly<Tensor>()(indices);
  exactly<Tensor>()(torch.max(sigma, 1)[1]);
  exactly<Tensor>()(torch.max(sigma, { dim: 1, keepdim: true }).indices);
  const named: Tensor = torch.max(sigma, { dim: 1 }).values;
  exactly<Tensor>()(torch.max(sigma));
  exactly<Tensor>()(torch.sum(named.eq(y)));
  exactly<number>()(x.dim());
  exactly<boolean>()(x.equal(y));
  const [q, r] = torch.linalg.qr(x);
  exactly<Tensor>()(q.matmul(r));
  const [a, b] = x.chunk(2);
  exactly<Tensor>()(a.add(b));
  // @ts-expect-error a max without dim is one tensor
  torch.max(sigma)[1];
  // @ts-expect-error two results, not three
  exactly<Tensor>()(torch.max(sigma, 1)[2]);
  // @ts-expect-error the helper itself must be able to fail
  exactly<number>()(torch.max(sigma));
}

export function inPlaceKeepsTheClass(): void {
  exactly<Parameter>()(weight.mul_(2));
  exactly<Parameter>()(weight.add_(x, { alpha: 2 }).clamp_(0));
  exactly<Tensor>()(weight.mul(2));
}

export function shapes(): void {
  exactly<number>()(x.shape[0]);
  exactly<Tensor>()(x.view(x.shape[0], 256));
  x.view([2, -1]);
  x.view(x.shape);
  x.view(torch.int32);
  x.permute(0, 2, 3, 1);
  x.permute([0, 2, 3, 1]);
  x.reshape(-1, 7 * 7 * 128).flatten(1);
  x.expand(4, -1, -1);
  torch.zeros(2, 3, { dtype: torch.float64, device: 'cpu' });
  torch.zeros([2, 3], { requires_grad: true });
  torch.zeros(...x.shape);
  torch.randn(4, 3, 32, 32);
  torch.conv2d(x, weight, null, 1, [1, 2], { groups: 2 });
  torch.conv2d(x, weight, { padding: 'same' });
  // @ts-expect-error a size is numbers
  x.view('2', 3);
  // @ts-expect-error misspelt keyword
  torch.zeros(2, 3, { dtyp: torch.float64 });
  // @ts-expect-error a dtype is no string
  torch.zeros(2, 3, { dtype: 'float64' });
  // @ts-expect-error weight is missing
  torch.conv2d(x);
  // @ts-expect-error weight is a tensor
  torch.conv2d(x, 3);
}

export function keywords(): void {
  x.sum(1);
  x.sum([1, 2], true);
  x.sum({ dim: 1, keepdim: true, dtype: torch.float64 });
  x.softmax({ dim: 1 });
  x.std({ dim: 1, correction: 0 });
  x.clamp({ min: 0 });
  x.add(1n);
  x.div(3, { rounding_mode: 'floor' });
  torch.add(x, y, { alpha: 2, out: sigma });
  torch.cat([x, y], { dim: 1 });
  torch.arange(0, 10, 2, { dtype: torch.float32 });
  torch.randint(0, 10, [2, 3], { generator: new torch.Generator() });
  x.to('cuda', { non_blocking: true });
  x.to(torch.float64);
  // @ts-expect-error misspelt keyword
  x.sum({ dims: 1 });
  // @ts-expect-error a tensor is no set of keywords, though it has a dtype
  x.sum(y);
  // @ts-expect-error not a rounding mode
  x.div(3, { rounding_mode: 'up' });
  // @ts-expect-error a list, not a tensor
  torch.cat(x);
  // @ts-expect-error misspelt keyword
  x.to('cuda', { nonblocking: true });
  // @ts-expect-error not a method
  x.summ();
}

class Net extends nn.Module {
  conv = nn.Conv2d(3, 64, { kernel_size: 3 });
  norm = new nn.BatchNorm2d(64);
  fc = nn.Linear(256, 10);
  override forward(input: Tensor): Tensor {
    const h = torch.relu(this.norm(this.conv(input)));
    return this.fc(h.view(h.shape[0], 256));
  }
}

export function modulesAndLoss(): void {
  const net = new Net();
  exactly<Tensor>()(net(x));
  exactly<Tensor>()(nn.Conv2d(3, 64, { kernel_size: 3 })(x));
  const loss = nn.CrossEntropyLoss()(net(x), y);
  loss.backward();
  exactly<Tensor>()(loss);
  exactly<Tensor | null>()(loss.grad);
  torch.no_grad(() => torch.sum(torch.max(net(x), 1)[1].eq(y)).item());
  // @ts-expect-error misspelt keyword
  nn.Conv2d(3, 64, { kernelsize: 3 });
  // @ts-expect-error out_channels is a number
  nn.Conv2d(3, '64', 3);
  // @ts-expect-error forward takes a tensor
  net('x');
}

export function theDocuments(net: Net): number {
  torch.manual_seed(1412);
  const device = torch.device(torch.cuda.is_available() ? 'cuda' : 'cpu');
  const batch = x.to(device, { non_blocking: true });
  const labels = y.to(device, { non_blocking: true }).view(batch.shape[0]);
  exactly<Tensor>()(batch);
  const yhat = torch.max(net(batch), 1)[1];
  const correct = torch.sum(yhat.eq(labels));
  exactly<Tensor>()(torch.concat([x, y]));
  exactly<Tensor>()(torch.tensor([1, 2, 3], { dtype: torch.int64 }));
  exactly<Tensor>()(torch.flatten(x, 1));
  const [tags, counts] = torch.unique(y, { return_counts: true });
  exactly<Tensor>()(tags.mul(counts));
  exactly<Tensor>()(torch.unique(y));
  exactly<Tensor>()(torch.einsum('ij,jk->ik', x, y));
  torch.cuda.empty_cache();
  // @ts-expect-error no such norm
  torch.norm(x, { p: 'max' });
  // @ts-expect-error a device is no boolean
  x.to(true);
  return correct.item() / batch.size(0);
}

export function loaders(): void {
  class Faces extends utils.data.Dataset<[Tensor, number]> {
    classes = ['open', 'closed'];
    override get(_index: number): [Tensor, number] {
      return [x, 1];
    }
    get length(): number {
      return 3;
    }
  }
  const loader = utils.data.DataLoader(new Faces(), { batch_size: 2 });
  exactly<string[]>()(loader.dataset.classes);
  exactly<number>()(loader.dataset.length);
  for (const [faces, states] of loader) exactly<Tensor>()(faces.mul(states));
  const tensors = utils.data.DataLoader(utils.data.TensorDataset(x, y));
  exactly<number>()(tensors.dataset.length);
  // @ts-expect-error the dataset has no such field
  loader.dataset.targets;
}

export function layersInContainers(): void {
  class Block extends nn.Module {
    declare width: number;
  }
  class Stack extends nn.Module {
    declare blocks: nn.ModuleList<Block>;
    declare heads: nn.ModuleDict<nn.Linear>;
    declare rnn: nn.RNNBase;
  }
  const stack = new Stack();
  stack.blocks = nn.ModuleList([new Block()]);
  stack.heads = nn.ModuleDict({ left: nn.Linear(2, 3) });
  for (const block of stack.blocks) exactly<number>()(block.width);
  exactly<number>()(stack.heads.values()[0]?.in_features as number);
  const [out, hidden] = stack.rnn(x);
  const sum: Tensor = out.add(hidden);
  exactly<Tensor>()(sum);
  exactly<any>()(nn.Sequential(nn.ReLU()).at(0));
  // @ts-expect-error a Block has none
  stack.blocks.at(0).height;
}
