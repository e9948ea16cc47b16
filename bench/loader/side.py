"""The Python side of `npm run bench:loader`: one case in one process, prints images per second as JSON."""

import gzip
import json
import pathlib
import sys
import time

import torch
from PIL import Image
from torch.utils.data import DataLoader, Dataset, Subset

# The golden data's scripts lie there.
sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / 'scripts' / 'golden'))
import torchvision_cpu  # noqa: F401, E402
from torchvision import transforms as T  # noqa: E402
from torchvision.datasets import ImageFolder  # noqa: E402

NORMAL = T.Normalize((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
PHOTOS = [T.Resize(256), T.CenterCrop(224), T.ToTensor(), NORMAL]
SMALL = [T.RandomCrop(32, padding=4), T.RandomHorizontalFlip(), T.ToTensor(), NORMAL]


class Arrays(Dataset):
    """As torchvision's data sets in memory do it."""

    def __init__(self, data, targets, transform):
        self.data, self.targets, self.transform = data, targets, transform

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        return self.transform(Image.fromarray(self.data[i])), int(self.targets[i])


def dataset(case, folder):
    if case == 'photographs':
        return ImageFolder(folder, T.Compose(PHOTOS)), 20
    if case == 'cifar tree':
        return Subset(ImageFolder(folder, T.Compose(SMALL)), range(0, 10000, 5)), 100
    if case == 'cifar arrays':
        data = torch.randint(0, 256, (10000, 32, 32, 3), dtype=torch.uint8).numpy()
        return Arrays(data, torch.randint(0, 10, (10000,)).numpy(), T.Compose([T.ToTensor(), NORMAL])), 100
    with gzip.open(folder, 'rt') as file:
        rows = torch.tensor([[int(x) for x in line.split(',')] for line in file if line.strip()])
    data = (rows[:, :-1] * 255 // 16).to(torch.uint8).view(-1, 8, 8).numpy()
    return Arrays(data, rows[:, -1].numpy(), T.Compose([T.ToTensor(), T.Normalize((0.5,), (0.5,))])), 64


def main(case, folder, workers, training):
    torch.set_num_threads(1)
    torch.manual_seed(0)
    data, batch_size = dataset(case, folder)
    options = {'persistent_workers': True} if workers else {}
    loader = DataLoader(data, batch_size=batch_size, shuffle=True, num_workers=workers, **options)
    for _ in loader:
        pass
    if training:
        from torchvision.models import resnet18

        model = resnet18(num_classes=1000)
        optimizer = torch.optim.SGD(model.parameters(), 0.01)
    count, waited, begin = 0, 0.0, time.perf_counter()
    while True:
        batches = iter(loader)
        while True:
            before = time.perf_counter()
            batch = next(batches, None)
            waited += time.perf_counter() - before
            if batch is None:
                break
            count += len(batch[1])
            if training:
                optimizer.zero_grad()
                torch.nn.functional.cross_entropy(model(batch[0]), batch[1] % 1000).backward()
                optimizer.step()
        seconds = time.perf_counter() - begin
        if seconds > (8 if training else 2):
            break
    print(json.dumps({'rate': count / seconds, 'waiting': waited / seconds}))


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4] == 'train')
