"""torchvision's transforms with random parameters on random images: one case a line, for `npm run fuzz:transforms`.

python scripts/fuzz/transforms.py SEED COUNT v1|v2
"""

import base64
import json
import pathlib
import random
import sys
import warnings

import numpy as np
import torch
from PIL import Image

warnings.filterwarnings('ignore')
torch.set_num_threads(1)
# The golden data's scripts lie there.
sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / 'scripts' / 'golden'))
import torchvision_cpu  # noqa: F401, E402
from torchvision import transforms as T  # noqa: E402

SECOND = sys.argv[3] == 'v2'
if SECOND:
    from torchvision.transforms import v2 as T

R = random.Random(int(sys.argv[1]))
FILTERS = {mode.value: mode for mode in T.InterpolationMode}
CHANNELS = {'1': 1, 'L': 1, 'I': 1, 'F': 1, 'RGB': 3, 'RGBA': 4}


def number(low, high):
    return round(R.uniform(low, high), 3)


def pair(low, high):
    return sorted([number(low, high), number(low, high)])


def size(low, high):
    return R.choice([R.randint(low, high), [R.randint(low, high), R.randint(low, high)]])


def picture(mode):
    """Slopes and noise, so that neighbours are alike but nothing repeats."""
    width, height, channels = R.randint(2 if R.random() < 0.1 else 8, 60), R.randint(8, 60), CHANNELS[mode]
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    noise = np.random.default_rng(R.randint(0, 2**32))
    bands = [R.uniform(-300, 300) * x + R.uniform(-300, 300) * y + R.uniform(0, 255) for _ in range(channels)]
    pixels = np.stack(bands, -1) + noise.normal(0, R.choice([2, 40]), (height, width, channels))
    return np.clip(pixels, 0, 255).astype(np.uint8)


def image():
    kind = R.choice(['picture', 'picture', 'picture', 'uint8', 'uint8', 'float', 'batch'])
    mode = R.choices(['RGB', 'L', 'RGBA', '1', 'I', 'F'], [9, 3, 2, 1, 1, 1])[0] if kind == 'picture' else R.choice(['RGB', 'RGB', 'L'])
    pixels = picture(mode)
    if kind == 'picture':
        if mode in ('RGB', 'RGBA'):
            return kind, mode, Image.fromarray(pixels)
        gray = pixels[..., 0]
        return kind, mode, Image.fromarray({'1': gray > 99, 'L': gray, 'I': gray.astype(np.int32) * 9 - 99, 'F': gray.astype(np.float32) / 7}[mode])
    tensor = torch.from_numpy(pixels).permute(2, 0, 1).contiguous()
    if kind == 'batch':
        tensor = torch.stack([tensor, tensor.flip(-1)])
    return kind, mode, tensor / 255 if kind == 'float' else tensor


def padding(low):
    return R.choice([R.randint(low, 9), [R.randint(0, 9), R.randint(0, 9)], [R.randint(low, 9) for _ in range(4)]])


def transforms(kind, mode):
    """Each transform's name and keywords."""
    is_picture = kind == 'picture'
    fills = [0, R.randint(0, 255)]
    fill = R.choice([*fills, [R.randint(0, 255) for _ in range(CHANNELS[mode])]])
    frame = fill if is_picture else R.choice(fills)  # torchvision frames tensors with one number only
    warped = R.choice(['nearest', 'bilinear', *(['bicubic'] if is_picture else [])])
    resized = ['nearest', 'bilinear', 'bicubic', 'nearest-exact', *(['box', 'hamming', 'lanczos'] if is_picture else [])]
    pads = R.choice(['constant', 'constant', 'edge', 'reflect', 'symmetric'])
    edge = R.randint(1, 50)
    jitter = {name: R.choice([0, number(0, 1), [number(0, 1), number(1, 2)]]) for name in ('brightness', 'contrast')}
    return {
        'Resize': R.choice(
            [
                dict(size=size(1, 50), interpolation=R.choice(resized), antialias=R.random() < 0.8),
                dict(size=edge, max_size=edge + R.randint(1, 20), interpolation=R.choice(resized)),
            ]
        ),
        'CenterCrop': dict(size=size(1, 70)),
        'Pad': dict(padding=padding(-3), fill=frame, padding_mode=pads),
        'RandomCrop': dict(size=size(1, 40), padding=padding(0), pad_if_needed=R.random() < 0.6, fill=frame, padding_mode=pads),
        'RandomResizedCrop': dict(size=size(1, 50), scale=pair(0.01, 1), ratio=pair(0.3, 3), interpolation=R.choice(resized[:3])),
        'FiveCrop': dict(size=size(1, 30)),
        'TenCrop': dict(size=size(1, 30), vertical_flip=R.random() < 0.5),
        'RandomHorizontalFlip': dict(p=number(0, 1)),
        'RandomVerticalFlip': dict(p=number(0, 1)),
        'RandomRotation': dict(degrees=R.choice([number(0, 200), [number(-90, 0), number(0, 90)]]), interpolation=warped, expand=R.random() < 0.4, fill=fill, center=R.choice([None, [number(0, 30), number(0, 30)]])),
        'RandomAffine': dict(degrees=number(0, 90), translate=R.choice([None, [number(0, 1), number(0, 1)]]), scale=R.choice([None, pair(0.3, 2)]), shear=R.choice([None, number(0, 30), pair(-20, 20), pair(-20, 20) + pair(-20, 20)]), interpolation=warped, fill=fill),
        'RandomPerspective': dict(distortion_scale=number(0, 1), p=number(0.5, 1), interpolation=warped, fill=fill),
        'ColorJitter': dict(**jitter, saturation=R.choice([0, number(0, 1)]), hue=R.choice([0, number(0, 0.5), pair(-0.5, 0.5)])),
        'Grayscale': dict(num_output_channels=3 if mode == 'RGB' and R.random() < 0.5 else 1),
        'RandomGrayscale': dict(p=number(0, 1)),
        'GaussianBlur': dict(kernel_size=R.choice([R.choice([1, 3, 5, 7]), [R.choice([1, 3]), R.choice([3, 5])]]), sigma=R.choice([pair(0.1, 4), number(0.1, 4)])),
        'RandomErasing': dict(p=number(0.5, 1), scale=pair(0.01, 0.6), ratio=pair(0.2, 3), value=R.choice([0, number(0, 1), 'random'])),
        'AutoAugment': dict(policy=R.choice(['imagenet', 'cifar10', 'svhn']), interpolation=warped, fill=R.choice([None, fill])),
        'RandAugment': dict(num_ops=R.randint(0, 4), magnitude=R.randint(0, 30), interpolation=warped, fill=R.choice([None, fill])),
        'TrivialAugmentWide': dict(num_magnitude_bins=R.randint(2, 40), interpolation=warped, fill=R.choice([None, fill])),
        'AugMix': dict(severity=R.randint(1, 10), mixture_width=R.randint(1, 3), chain_depth=R.choice([-1, 1, 2]), alpha=number(0.2, 2), all_ops=R.random() < 0.5, interpolation=warped, fill=R.choice([None, fill])),
        'RandomInvert': dict(p=number(0, 1)),
        'RandomPosterize': dict(bits=R.randint(0, 8), p=number(0.4, 1)),
        'RandomSolarize': dict(threshold=number(0, 1) if kind == 'float' else R.randint(0, 256), p=number(0.4, 1)),
        'RandomAdjustSharpness': dict(sharpness_factor=number(0, 3), p=number(0.4, 1)),
        'RandomAutocontrast': dict(p=number(0, 1)),
        'RandomEqualize': dict(p=number(0, 1)),
        'ElasticTransform': dict(alpha=number(1, 80), sigma=number(1, 8), interpolation=R.choice(resized[:3]), fill=fill),
        'ConvertImageDtype': dict(dtype=R.choice(['float32', 'uint8', 'float64', 'int16'])),
        'Normalize': dict(mean=[number(0, 1)] * R.choice([1, 3]), std=[number(0.1, 1)]),
        **({'ToTensor': {}, 'PILToTensor': {}} if is_picture else {}),
        **(second(fill, fills) if SECOND else {}),
    }


def second(fill, fills):
    """What there is only in the second version."""
    edge = R.randint(4, 30)
    return {
        'RandomChannelPermutation': {},
        'RandomPhotometricDistort': dict(brightness=pair(0.5, 2), contrast=pair(0.5, 2), saturation=pair(0.5, 2), hue=pair(-0.5, 0.5), p=number(0, 1)),
        'RandomZoomOut': dict(fill=R.choice(fills), side_range=pair(1, 3), p=number(0.5, 1)),
        'ScaleJitter': dict(target_size=[R.randint(4, 50), R.randint(4, 50)], scale_range=pair(0.2, 2), interpolation=R.choice(['nearest', 'bilinear', 'bicubic'])),
        'RandomShortestSize': dict(min_size=R.choice([edge, [edge, edge + 5]]), max_size=R.choice([None, edge + 9])),
        'RandomResize': dict(min_size=edge, max_size=edge + R.randint(1, 20), antialias=R.random() < 0.8),
        'GaussianNoise': dict(mean=number(-0.2, 0.2), sigma=number(0, 0.3), clip=R.random() < 0.5),
        'RGB': {},
        'ToImage': {},
        'ToDtype': dict(dtype=R.choice(['float32', 'uint8', 'float64', 'int16']), scale=R.random() < 0.7),
    }


def build(name, keywords):
    given = dict(keywords)
    if 'interpolation' in given:
        given['interpolation'] = FILTERS[given['interpolation']]
    if 'policy' in given:
        given['policy'] = T.AutoAugmentPolicy(given['policy'])
    if 'dtype' in given:
        given['dtype'] = getattr(torch, given['dtype'])
    return getattr(T, name)(**given)


def pack(value):
    if isinstance(value, (tuple, list)):
        return [pack(item) for item in value]
    mode = value.mode if isinstance(value, Image.Image) else None
    array = np.array(value) != 0 if mode == '1' else np.asarray(value)
    data = base64.b64encode(array.tobytes()).decode()
    return {'mode': mode, 'shape': array.shape, 'dtype': str(array.dtype), 'data': data}


for i in range(int(sys.argv[2])):
    kind, mode, given = image()
    choices = transforms(kind, mode)
    name = R.choice(list(choices))
    case = {'name': name, 'kind': kind, 'keywords': choices[name], 'seed': R.randint(0, 2**40), 'input': pack(given)}
    torch.manual_seed(case['seed'])
    try:
        case['output'] = pack(build(name, choices[name])(given))
        case['next'] = torch.rand(1).item()
    except Exception as error:
        case['error'] = f'{type(error).__name__}: {error}'
    print(json.dumps(case))
