from shown import show
import os, shutil, tempfile
import torch, torch.nn as nn
from PIL import Image
from torch.optim import AdamW, SGD, lr_scheduler
from torchvision import datasets, models, transforms as T
from torchvision.models.convnext import CNBlockConfig, ConvNeXt
from torchvision.models.detection.backbone_utils import LastLevelMaxPool
from torchvision.models.feature_extraction import create_feature_extractor, get_graph_node_names
from torchvision.ops import FeaturePyramidNetwork

torch.manual_seed(37)
root, g = tempfile.mkdtemp(), torch.Generator().manual_seed(1)
for split, n in (('train', 5), ('val', 3)):
    for c, name in enumerate(('cats', 'dogs')):
        os.makedirs(f'{root}/{split}/{name}')
        for i in range(n):
            h, w = torch.randint(30, 44, (2,), generator=g).tolist()
            pixels = torch.randint(0, 120, (3, h, w), generator=g, dtype=torch.uint8)
            pixels[c] += 100
            T.functional.to_pil_image(pixels).save(f'{root}/{split}/{name}/{i}.png')
with open(f'{root}/train/cats/notes.txt', 'w') as file:
    file.write('no picture')
ways = {
    'train': T.Compose([T.RandomResizedCrop(24), T.RandomHorizontalFlip(), T.ColorJitter(0.2), T.ToTensor(), T.Normalize([0.5] * 3, [0.25] * 3)]),
    'val': T.Compose([T.Resize(28), T.CenterCrop(24), T.ToTensor(), T.Normalize([0.5] * 3, [0.25] * 3)]),
}
sets = {x: datasets.ImageFolder(os.path.join(root, x), ways[x]) for x in ('train', 'val')}
loaders = {x: torch.utils.data.DataLoader(sets[x], batch_size=4, shuffle=True) for x in sets}
show(sets['train'].classes, {x: len(sets[x]) for x in sets}, sets['train'].class_to_idx, [os.path.relpath(p, root) for p, _ in sets['train'].imgs[3:7]])

net = models.resnet18(weights=None)
for p in net.parameters():
    p.requires_grad = False
net.fc = nn.Linear(net.fc.in_features, 2)
opt = SGD(net.fc.parameters(), lr=0.01, momentum=0.9)
plan = lr_scheduler.StepLR(opt, step_size=1, gamma=0.1)
for epoch in range(2):
    for phase in ('train', 'val'):
        net.train(phase == 'train')
        total, right = 0.0, 0
        for x, y in loaders[phase]:
            opt.zero_grad()
            with torch.set_grad_enabled(phase == 'train'):
                scores = net(x)
                _, guess = torch.max(scores, 1)
                loss = nn.functional.cross_entropy(scores, y)
                if phase == 'train':
                    loss.backward()
                    opt.step()
            total += loss.item() * x.size(0)
            right += torch.sum(guess == y.data)
        if phase == 'train':
            plan.step()
        share = right.double() / len(sets[phase])
        show(f'{phase} loss {total / len(sets[phase]):.4f} right {share:.4f}', total, plan.get_last_lr())
with torch.no_grad():
    show(net.eval()(ways['val'](Image.open(f'{root}/val/dogs/0.png')).unsqueeze(0)))
shutil.rmtree(root)

# where a network looks: the gradients of one layer's result
kept = {}
net = models.resnet18(num_classes=4).eval()
one = net._modules['layer4'].register_forward_hook(lambda module, args, out: kept.update(out=out))
two = net.layer4[-1].register_full_backward_hook(lambda module, inputs, outputs: kept.update(grad=outputs[0]))
net(torch.rand(1, 3, 64, 64))[0, 2].backward()
heat = torch.relu((kept['out'].detach() * kept['grad'].mean(dim=[0, 2, 3])[None, :, None, None]).mean(dim=1).squeeze())
show(heat / heat.max())
one.remove(), two.remove()
names = get_graph_node_names(net)[1]
names.remove('x')  # the argument
show(names)
out = create_feature_extractor(net, {'flatten': 'features', 'layer2.1.add': 'sum', 'layer1': 'low'})(torch.rand(2, 3, 32, 32))
show([(k, list(v.shape)) for k, v in out.items()], out['features'][:, :4], out['sum'].mean())
body = create_feature_extractor(net, return_nodes={f'layer{k}': str(v) for v, k in enumerate([2, 3, 4])})
pyramid = FeaturePyramidNetwork([128, 256, 512], out_channels=8, extra_blocks=LastLevelMaxPool())
show([(k, list(v.shape), v.mean()) for k, v in pyramid(body(torch.rand(1, 3, 64, 64))).items()])

# the deeper the layer, the faster it learns
net = ConvNeXt([CNBlockConfig(8, 16, 1), CNBlockConfig(16, None, 2)], stochastic_depth_prob=0.3, layer_scale=1e-2, num_classes=5)
net.classifier[2] = nn.Linear(net.classifier[2].in_features, 2)
groups = {}
for name, p in net.named_parameters():
    depth = int(name.split('.')[1]) if name.startswith('features') else 6
    flat = p.ndim == 1 or name.endswith('.bias')
    groups.setdefault((depth, flat), {'params': [], 'weight_decay': 0.0 if flat else 0.05, 'scale': 0.7 ** (6 - depth)})['params'].append(p)
opt = AdamW(list(groups.values()), lr=1e-2)
show([(*k, len(v['params']), v['scale']) for k, v in groups.items()])
for _ in range(3):
    for group in opt.param_groups:
        group['lr'] = 1e-2 * group['scale']
    loss = nn.CrossEntropyLoss(label_smoothing=0.1)(net(torch.rand(4, 3, 32, 32)), torch.tensor([0, 1, 1, 0]))
    opt.zero_grad()
    loss.backward()
    opt.step()
    show(loss, [group['lr'] for group in opt.param_groups])
