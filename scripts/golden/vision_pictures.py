"""What torchvision 0.28.0 and Pillow 12.3.0 make of pictures and tensors, for test/vision/augment.test.ts.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/vision_pictures.py

The images come from torch's generator, so that the test makes them for itself. Kept are hashes of what must be the same
to the bit, and the values of what may differ by a level. Each random transform runs several times under one seed.
"""

import base64
import hashlib
import json
import os
import zlib

import pinned  # noqa: F401, isort: skip
import numpy as np
import torch
import torchvision_cpu  # noqa: F401
from PIL import Image
from torchvision import transforms as T
from torchvision.transforms import functional as F, v2

torch.set_num_threads(1)
GOLDEN = os.path.join(os.path.dirname(__file__), "../../test/golden/vision_pictures.json")
MODES = {mode: T.InterpolationMode(mode) for mode in ("nearest", "bilinear", "bicubic")}

torch.manual_seed(33)
PIXELS = torch.randint(0, 256, (3, 24, 35), dtype=torch.uint8)
GRAY = torch.randint(0, 256, (1, 21, 18), dtype=torch.uint8)
# Smooth, so that resampling by half a level is not amplified.
SMOOTH = ((torch.arange(24).view(1, -1, 1) * 7 + torch.arange(35).view(1, 1, -1) * 3 + torch.arange(3).view(-1, 1, 1) * 31) % 256).to(torch.uint8)
IMAGES = {
    "picture": F.to_pil_image(PIXELS),
    "gray picture": F.to_pil_image(GRAY),
    "bytes": PIXELS,
    "smooth": SMOOTH,
    "floats": PIXELS.float() / 255,
}


def functions(image):
    """(name, result) of each deterministic function; the names say the arguments."""
    is_tensor = isinstance(image, torch.Tensor)
    is_float = is_tensor and image.is_floating_point()
    for factor in (0.0, 0.4, 1.0, 1.7):
        yield f"adjust_brightness {factor}", F.adjust_brightness(image, factor)
        yield f"adjust_contrast {factor}", F.adjust_contrast(image, factor)
        yield f"adjust_saturation {factor}", F.adjust_saturation(image, factor)
        yield f"adjust_sharpness {factor}", F.adjust_sharpness(image, factor)
        yield f"adjust_gamma {factor} 1.2", F.adjust_gamma(image, factor, 1.2)
    for factor in (-0.5, -0.2, 0.0, 0.13, 0.5):
        yield f"adjust_hue {factor}", F.adjust_hue(image, factor)
    yield "invert", F.invert(image)
    yield "autocontrast", F.autocontrast(image)
    yield "solarize 0.5" if is_float else "solarize 100", F.solarize(image, 0.5 if is_float else 100)
    if not is_float:
        yield "posterize 3", F.posterize(image, 3)
        yield "equalize", F.equalize(image)
    yield "hflip", F.hflip(image)
    yield "vflip", F.vflip(image)
    yield "rgb_to_grayscale 1", F.rgb_to_grayscale(image)
    yield "rgb_to_grayscale 3", F.rgb_to_grayscale(image, 3)
    for i, crop in enumerate(F.five_crop(image, (9, 12))):
        yield f"five_crop {i}", crop
    for i, crop in enumerate(F.ten_crop(image, 10, True)):
        yield f"ten_crop {i}", crop
    for mode in ("constant", "edge", "reflect", "symmetric"):
        yield f"pad {mode} 4", F.pad(image, 4, 7, mode)
        yield f"pad {mode} 1 2 3 4", F.pad(image, [1, 2, 3, 4], 7, mode)
    yield "gaussian_blur 3 5", F.gaussian_blur(image, [3, 5])
    yield "gaussian_blur 7 7 1.5", F.gaussian_blur(image, 7, 1.5)
    for mode in ("nearest", "bilinear") if is_tensor else MODES:
        for angle in (33.0, -120.0):
            yield f"rotate {mode} {angle}", F.rotate(image, angle, MODES[mode])
            yield f"rotate expand {mode} {angle}", F.rotate(image, angle, MODES[mode], expand=True, fill=50)
        yield f"rotate center {mode}", F.rotate(image, 15, MODES[mode], center=[4, 6])
        yield f"affine {mode}", F.affine(image, 20, [3, -4], 1.3, [10.0, -5.0], MODES[mode], 9)
        yield f"affine center {mode}", F.affine(image, -8, [0, 2], 0.7, 12.0, MODES[mode], center=[2, 3])
        start, end = [[0, 0], [34, 0], [34, 23], [0, 23]], [[3, 2], [30, 1], [33, 20], [1, 22]]
        yield f"perspective {mode}", F.perspective(image, start, end, MODES[mode], 12)
        yield f"resized_crop {mode}", F.resized_crop(image, 3, 4, 15, 13, [20, 9], MODES[mode])


def random_transforms(is_tensor, is_float):
    result = {
        "RandomCrop": T.RandomCrop((10, 13), padding=3, padding_mode="reflect"),
        "RandomCrop pad_if_needed": T.RandomCrop(40, pad_if_needed=True, fill=3),
        "RandomHorizontalFlip": T.RandomHorizontalFlip(),
        "RandomVerticalFlip": T.RandomVerticalFlip(0.3),
        "RandomResizedCrop": T.RandomResizedCrop(14),
        "RandomResizedCrop extreme": T.RandomResizedCrop((9, 15), scale=(0.9, 1.0), ratio=(3.0, 4.0)),
        "RandomRotation": T.RandomRotation(40, T.InterpolationMode.BILINEAR),
        "RandomRotation expand": T.RandomRotation((10, 80), expand=True, fill=77),
        "RandomAffine": T.RandomAffine(30, (0.1, 0.3), (0.6, 1.4), (-10, 10, -5, 5), fill=20),
        "RandomPerspective": T.RandomPerspective(0.6, 0.8),
        "ColorJitter": T.ColorJitter(0.4, 0.5, (0.3, 1.8), 0.2),
        "RandomGrayscale": T.RandomGrayscale(0.5),
        "GaussianBlur": T.GaussianBlur((5, 3)),
        "RandomInvert": T.RandomInvert(),
        "RandomSolarize": T.RandomSolarize(0.4 if is_float else 120),
        "RandomAdjustSharpness": T.RandomAdjustSharpness(1.6),
        "RandomAutocontrast": T.RandomAutocontrast(),
        "RandomApply": T.RandomApply([T.RandomCrop(11), T.RandomVerticalFlip()], 0.6),
        "ElasticTransform": T.ElasticTransform(60.0, 3.0),
    }
    if not is_float:
        result["RandomPosterize"] = T.RandomPosterize(2)
        result["RandomEqualize"] = T.RandomEqualize()
        for policy in T.AutoAugmentPolicy:
            result[f"AutoAugment {policy.value}"] = T.AutoAugment(policy)
        result["RandAugment"] = T.RandAugment(3, 14, fill=60)
        result["TrivialAugmentWide"] = T.TrivialAugmentWide(interpolation=T.InterpolationMode.BILINEAR)
        result["AugMix"] = T.AugMix(5, 4)
    if is_tensor:
        result["RandomErasing"] = T.RandomErasing(0.7, value=[9, 99, 199])
    if is_float:
        result["RandomErasing random"] = T.RandomErasing(0.7, value="random")
    return result


def kept(value):
    array = np.asarray(value) if isinstance(value, Image.Image) else value.detach().contiguous().numpy()
    if isinstance(value, Image.Image):
        array = array.reshape(value.size[1], value.size[0], -1).transpose(2, 0, 1)
    array = np.ascontiguousarray(array)
    data = array.tobytes()
    entry = {"shape": list(array.shape), "sha": hashlib.sha256(data).hexdigest()[:16]}
    # Values of a sample of the pixels, to compare what need not be the same to the bit.
    flat = array.reshape(-1)
    sample = flat[:: max(1, flat.size // 60)]
    entry["sample"] = base64.b64encode(zlib.compress(sample.tobytes(), 9)).decode()
    return entry


def texts():
    """What transforms print."""
    mode = T.InterpolationMode.BICUBIC
    made = [
        T.Compose([T.Resize([20]), T.Pad((1, 2), fill=3, padding_mode="edge"), T.PILToTensor()]),
        T.RandomApply([T.RandomHorizontalFlip(), T.RandomVerticalFlip(0.25)]),
        T.RandomOrder([T.RandomInvert(0.1)]),
        T.RandomChoice([T.RandomEqualize()], p=[1.0]),
        T.RandomResizedCrop(224),
        T.RandomResizedCrop((10, 20), scale=(0.5, 0.75), interpolation=mode, antialias=False),
        T.FiveCrop(3),
        T.TenCrop((4, 5), True),
        T.RandomPerspective(),
        T.RandomRotation(30),
        T.RandomRotation((1.5, 20), mode, True, (3, 4), fill=2),
        T.RandomAffine(10),
        T.RandomAffine((5, 6), (0.1, 0.2), (0.5, 2), 3, mode, 7, (1, 2)),
        T.ColorJitter(),
        T.ColorJitter(0.5, (0.25, 2), 0, 0.125),
        T.RandomGrayscale(),
        T.GaussianBlur(3),
        T.GaussianBlur((5, 3), 0.5),
        T.RandomErasing(),
        T.RandomErasing(value=(1, 2, 3), inplace=True),
        T.RandomPosterize(3),
        T.RandomSolarize(128, 0.25),
        T.RandomAdjustSharpness(2),
        T.RandomAutocontrast(),
        T.ElasticTransform(),
        T.ToPILImage(),
        T.ToPILImage("RGB"),
        T.AutoAugment(),
        T.AutoAugment(T.AutoAugmentPolicy.SVHN, fill=[1, 2, 3]),
        T.RandAugment(),
        T.TrivialAugmentWide(),
        T.AugMix(),
    ]
    return [str(transform) for transform in made]


def mixes():
    torch.manual_seed(8)
    images, labels = torch.rand(5, 3, 12, 9), torch.tensor([0, 3, 1, 2, 2])
    result = []
    for mix in (v2.MixUp(num_classes=4), v2.CutMix(alpha=0.5, num_classes=4)):
        for _ in range(4):
            mixed, shares = mix(images, labels)
            result.append([mixed.double().sum().item(), mixed[1, 2].flatten()[:20].tolist(), shares.tolist()])
    return result


if __name__ == "__main__":
    results = {}
    for name, image in IMAGES.items():
        is_tensor = isinstance(image, torch.Tensor)
        is_float = is_tensor and image.is_floating_point()
        entry = results[name] = {}
        if name == "gray picture":
            for case, made in functions(image):
                entry[case] = kept(made)
            continue
        for case, made in functions(image):
            entry[case] = kept(made)
        if name == "smooth":
            continue
        for case, transform in random_transforms(is_tensor, is_float).items():
            torch.manual_seed(55)
            entry[case] = [kept(transform(image)) for _ in range(4)]
    with open(GOLDEN, "w") as out:
        json.dump({"results": results, "texts": texts(), "mixes": mixes()}, out, separators=(",", ":"))
