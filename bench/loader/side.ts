// The TypeScript side of `npm run bench:loader`: one case in one process, prints images per second as JSON.
import { nn, optim, type Tensor, torch, utils, vision } from '../../src/index.ts';

const { DataLoader, Subset } = utils.data;
const T = vision.transforms;
const { CIFAR10, Digits, ImageFolder } = vision.datasets;

const [name, folder, workers, mode] = process.argv.slice(2) as [string, string, string, string];
const num_workers = Number(workers);
const normal = T.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

function dataset(): [any, number] {
  switch (name) {
    case 'photographs': {
      const transform = T.Compose([T.Resize(256), T.CenterCrop(224), T.ToTensor(), normal]);
      return [ImageFolder(folder, { transform }), 20];
    }
    case 'cifar tree': {
      const steps = [T.RandomCrop(32, { padding: 4 }), T.RandomHorizontalFlip(), T.ToTensor(), normal];
      const every = Array.from({ length: 2000 }, (_, i) => 5 * i);
      return [Subset(ImageFolder(folder, { transform: T.Compose(steps) }), every), 100];
    }
    case 'cifar arrays': {
      const data = torch.randint(0, 256, [10000, 32, 32, 3], { dtype: torch.uint8 });
      const transform = T.Compose([T.ToTensor(), normal]);
      const fields = { data, targets: torch.randint(0, 10, [10000]), transform, target_transform: null };
      return [Object.assign(Object.create(CIFAR10.prototype), fields), 100];
    }
    default:
      return [Digits({ transform: T.Compose([T.ToTensor(), T.Normalize([0.5], [0.5])]) }), 64];
  }
}

torch.set_num_threads(1);
torch.manual_seed(0);
const [data, batch_size] = dataset();
const persistent = num_workers > 0 ? { persistent_workers: true } : {};
const loader = DataLoader<[Tensor, Tensor]>(data, { batch_size, shuffle: true, num_workers, ...persistent });
for (const _ of loader);

const model = mode === 'train' ? vision.models.resnet18({ num_classes: 1000 }) : null;
const optimizer = model && optim.SGD(model.parameters(), { lr: 0.01 });
let count = 0;
let waited = 0;
const begin = performance.now();
let seconds = 0;
while (seconds < (model ? 8 : 2)) {
  let before = performance.now();
  for (const [x, y] of loader as Iterable<[Tensor, Tensor]>) {
    waited += performance.now() - before;
    count += y.size(0);
    if (model && optimizer) {
      optimizer.zero_grad();
      nn.functional.cross_entropy(model(x) as Tensor, y).backward();
      optimizer.step();
    }
    before = performance.now();
  }
  waited += performance.now() - before;
  seconds = (performance.now() - begin) / 1000;
}
console.log(JSON.stringify({ rate: count / seconds, waiting: waited / 1000 / seconds }));
