import { nn, optim, type Tensor, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

const F = nn.functional;
torch.manual_seed(10);
const cnn = nn
  .Sequential(
    nn.Conv2d(3, 4, 3, { padding: 1 }),
    nn.ReLU({ inplace: true }),
    nn.Conv2d(4, 6, 3, { padding: 1 }),
    nn.ReLU({ inplace: true }),
    nn.MaxPool2d(2),
    nn.Conv2d(6, 8, 3, { padding: 1 }),
    nn.ReLU({ inplace: true }),
  )
  .eval()
  .requires_grad_(false);
class ContentLoss extends nn.Module {
  target: Tensor;
  declare loss: Tensor;
  constructor(target: Tensor) {
    super();
    this.target = target.detach();
  }
  override forward(x: Tensor) {
    this.loss = F.mse_loss(x, this.target);
    return x;
  }
}
function gram(x: Tensor) {
  const [a, b, c, d] = x.size() as any;
  const f = x.view(a * b, c * d);
  return torch.mm(f, f.t()).div(a * b * c * d);
}
class StyleLoss extends nn.Module {
  target: Tensor;
  declare loss: Tensor;
  constructor(target: Tensor) {
    super();
    this.target = gram(target).detach();
  }
  override forward(x: Tensor) {
    this.loss = F.mse_loss(gram(x), this.target);
    return x;
  }
}
class Norm extends nn.Module {
  declare mean: Tensor;
  declare std: Tensor;
  constructor(m: number[], s: number[]) {
    super();
    this.register_buffer('mean', torch.tensor(m).view(-1, 1, 1));
    this.register_buffer('std', torch.tensor(s).view(-1, 1, 1));
  }
  override forward(x: Tensor) {
    return x.sub(this.mean).div(this.std);
  }
}
const [content, style] = [torch.rand(1, 3, 12, 12), torch.rand(1, 3, 12, 12)];
let model = nn.Sequential(new Norm([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]));
const cl: ContentLoss[] = [],
  sl: StyleLoss[] = [];
let i = 0;
for (let layer of cnn.children()) {
  let name = '';
  if (layer instanceof nn.Conv2d) {
    i += 1;
    name = `conv_${i}`;
  } else if (layer instanceof nn.ReLU) {
    name = `relu_${i}`;
    layer = nn.ReLU({ inplace: false });
  } else if (layer instanceof nn.MaxPool2d) name = `pool_${i}`;
  model.add_module(name, layer);
  if (['conv_2'].includes(name)) {
    const c = new ContentLoss(model(content).detach());
    model.add_module(`content_loss_${i}`, c);
    cl.push(c);
  }
  const s = name.startsWith('conv') ? new StyleLoss(model(style).detach()) : null;
  if (s !== null) {
    model.add_module(`style_loss_${i}`, s);
    sl.push(s);
  }
}
let k = model.length - 1;
for (; k >= 0; k--) if (model.at(k) instanceof ContentLoss || model.at(k) instanceof StyleLoss) break;
model = model.slice(0, k + 1);
const img = content.clone().requires_grad_(true);
const opt = optim.LBFGS([img], { line_search_fn: null });
let runs = 0;
while (runs < 12) {
  opt.step(() => {
    torch.no_grad(() => img.clamp_(0, 1));
    opt.zero_grad();
    model(img);
    const s = sl
        .map((x) => x.loss)
        .reduce((a, b) => a.add(b))
        .mul(1e6),
      c = cl.map((x) => x.loss).reduce((a, b) => a.add(b));
    const loss = s.add(c);
    loss.backward();
    runs += 1;
    show(loss.item());
    return s.add(c);
  });
}
show(
  img,
  model.named_children().map(([n]) => n),
);
const img2 = torch.zeros(1, 3, 8, 8, { requires_grad: true });
const o2 = optim.LBFGS([img2], { lr: 0.8, max_iter: 4, history_size: 5, line_search_fn: 'strong_wolfe' });
for (let j = 0; j < 2; j++)
  show(
    (
      o2.step(() => {
        o2.zero_grad();
        const l = img2
          .sub(0.3)
          .pow(2)
          .sum()
          .add(img2.index('...', '1:').sub(img2.index('...', ':-1')).abs().sum().mul(0.1))
          .add(img2.sin().prod(-1).sum());
        l.backward();
        return l;
      }) as Tensor
    ).item(),
  );
show(img2);
