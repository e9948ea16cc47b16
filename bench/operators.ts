// Small operators, one call each. operators.py has the same names in the same order.
import { nn, type Tensor, torch } from '../src/index.ts';
import type { Case } from './case.ts';

const F = nn.functional;

/** Fresh inputs from a fixed seed, in the order of operators.py; `grad` asks for gradients of the floats among them. */
function inputs(grad: boolean) {
  torch.manual_seed(0);
  const randn = (...size: number[]) => torch.randn(size, { requires_grad: grad });
  return {
    x: randn(4, 4),
    y: randn(4, 4),
    left: randn(2, 4, 4),
    right: randn(2, 4, 4),
    weight: randn(3, 4),
    bias: randn(3),
    image: randn(1, 3, 8, 8),
    kernel: randn(4, 3, 3, 3),
    shift: randn(4),
    scale: randn(3),
    mean: torch.zeros(3),
    variance: torch.ones(3),
    z: torch.randn(4, 4),
    one: torch.ones(4, 4),
    labels: torch.tensor([0n, 1n, 2n, 3n]),
  };
}
type Inputs = ReturnType<typeof inputs>;
type Operators = Record<string, (t: Inputs) => () => unknown>;

/** Measured with and without gradients. */
const differentiable: Operators = {
  add:
    ({ x, y }) =>
    () =>
      x.add(y),
  'add scalar':
    ({ x }) =>
    () =>
      x.add(1),
  sub:
    ({ x, y }) =>
    () =>
      x.sub(y),
  mul:
    ({ x, y }) =>
    () =>
      x.mul(y),
  div:
    ({ x, y }) =>
    () =>
      x.div(y),
  relu:
    ({ x }) =>
    () =>
      torch.relu(x),
  sigmoid:
    ({ x }) =>
    () =>
      torch.sigmoid(x),
  exp:
    ({ x }) =>
    () =>
      torch.exp(x),
  'mm 4x4':
    ({ x, y }) =>
    () =>
      torch.mm(x, y),
  'matmul 2x4x4':
    ({ left, right }) =>
    () =>
      torch.matmul(left, right),
  linear:
    ({ x, weight, bias }) =>
    () =>
      F.linear(x, weight, bias),
  'conv2d 1x3x8x8':
    ({ image, kernel, shift }) =>
    () =>
      F.conv2d(image, kernel, shift),
  max_pool2d:
    ({ image }) =>
    () =>
      F.max_pool2d(image, 2),
  batch_norm:
    ({ image, mean, variance, scale, bias }) =>
    () =>
      F.batch_norm(image, mean, variance, scale, bias, true),
  softmax:
    ({ x }) =>
    () =>
      F.softmax(x, { dim: 1 }),
  cross_entropy:
    ({ x, labels }) =>
    () =>
      F.cross_entropy(x, labels),
  sum:
    ({ x }) =>
    () =>
      x.sum(),
  'sum dim keepdim':
    ({ x }) =>
    () =>
      x.sum({ dim: 1, keepdim: true }),
  mean:
    ({ x }) =>
    () =>
      x.mean(),
  'max dim':
    ({ x }) =>
    () =>
      torch.max(x, 1),
  cat:
    ({ x, y }) =>
    () =>
      torch.cat([x, y]),
  stack:
    ({ x, y }) =>
    () =>
      torch.stack([x, y]),
  view:
    ({ x }) =>
    () =>
      x.view(2, 8),
  reshape:
    ({ x }) =>
    () =>
      x.reshape(8, 2),
  transpose:
    ({ x }) =>
    () =>
      x.transpose(0, 1),
  permute:
    ({ x }) =>
    () =>
      x.permute(1, 0),
  'index [:, 0]':
    ({ x }) =>
    () =>
      x.index(':', 0),
};

/** Measured without gradients: in-place, or nothing to differentiate. */
const plain: Operators = {
  mul_:
    ({ z, one }) =>
    () =>
      z.mul_(one),
  relu_:
    ({ z }) =>
    () =>
      z.relu_(),
  zeros: () => () => torch.zeros(4, 4),
  randn: () => () => torch.randn(4, 4),
  item: ({ z }) => {
    const corner = z.index(0, 0);
    return () => corner.item();
  },
  shape:
    ({ x }) =>
    () =>
      x.shape,
};

/** Measured with gradients only. */
const graph: Operators = {
  'forward + backward':
    ({ x, y, one }) =>
    () => {
      x.mul(y).add(one).relu().sum().backward();
      return x.grad;
    },
};

/** A result in the form in which both sides' are compared. */
function described(result: unknown): unknown {
  if (result instanceof torch.Tensor) return tensorText(result);
  return typeof result === 'number' ? result : Array.from(result as ArrayLike<unknown>, described);
}

function tensorText(tensor: Tensor): unknown {
  return [String(tensor.dtype), [...tensor.shape], tensor.requires_grad, tensor.detach().tolist()];
}

const made = (make: (t: Inputs) => () => unknown, grad: boolean) => (): Case => {
  const run = make(inputs(grad));
  return { run, check: () => described(run()) };
};

/** Every case; a name that ends in `grad` has gradients on. */
export const operators: Record<string, () => Case> = Object.fromEntries([
  ...Object.entries({ ...differentiable, ...plain }).map(([name, make]) => [name, made(make, false)]),
  ...Object.entries({ ...differentiable, ...graph }).map(([name, make]) => [
    `${name}, grad`,
    made(make, true),
  ]),
]);
