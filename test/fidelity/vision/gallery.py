from shown import show
import tempfile
from pathlib import Path
from typing import Any

import PIL.Image
import torch
from torch import nn
from torchvision import datasets, tv_tensors
from torchvision.datasets import FakeData, wrap_dataset_for_transforms_v2
from torchvision.io import read_image
from torchvision.ops import masks_to_boxes
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional as F
from torchvision.utils import draw_bounding_boxes, draw_keypoints, draw_segmentation_masks, flow_to_image, make_grid, save_image


def digest(x):
    x = x if isinstance(x, torch.Tensor) else F.pil_to_tensor(x)
    return [list(x.shape), str(x.dtype), (x.double() if x.is_floating_point() else x.long()).sum().item()]


torch.manual_seed(42)
yy, xx = torch.meshgrid(torch.arange(60), torch.arange(80), indexing="ij")
img = torch.stack([yy * 4, xx * 3, (yy + xx) % 256]).to(torch.uint8)
boxes = tv_tensors.BoundingBoxes([[10, 12, 40, 50], [5, 5, 20, 25], [50, 20, 79, 59]], format="XYXY", canvas_size=(60, 80))
masks = torch.zeros(3, 60, 80, dtype=torch.bool)
for i, (x1, y1, x2, y2) in enumerate(boxes.tolist()):
    masks[i, y1:y2, x1:x2] = True
points = tv_tensors.KeyPoints([[10, 12], [30, 40], [70, 5]], canvas_size=(60, 80))

# The shortest tour.
image = tv_tensors.Image(img)
show(type(image).__name__, isinstance(image, torch.Tensor), image.data_ptr() == img.data_ptr())
transforms = v2.Compose(
    [
        v2.ToImage(),
        v2.RandomPhotometricDistort(p=1),
        v2.RandomZoomOut(fill={tv_tensors.Image: (123, 117, 104), "others": 0}),
        v2.RandomIoUCrop(),
        v2.RandomHorizontalFlip(p=1),
        v2.Resize(size=(48,), max_size=70, antialias=True),
        v2.SanitizeBoundingBoxes(),
        v2.ToDtype({tv_tensors.Image: torch.float32, tv_tensors.Mask: torch.int64, "others": None}, scale=True),
    ]
)
sample = (image, {"boxes": boxes, "masks": tv_tensors.Mask(masks), "labels": torch.tensor([3, 1, 2]), "path": "a.png", "point": (1, "two")})
out_image, target = transforms(*sample)
show(digest(out_image), target["boxes"], target["boxes"].canvas_size, target["boxes"].format.name, target["labels"], target["path"], target["point"], digest(target["masks"]))
show(str(transforms))
show(repr(boxes))

# Types after operators.
show(type(image + 1).__name__, type(boxes.clone()).__name__, type(boxes[:1]).__name__, type(boxes.to(torch.float32)).__name__, type(boxes.reshape(-1)).__name__)
halved = tv_tensors.wrap(boxes / 2, like=boxes)
show(type(halved).__name__, halved.canvas_size, str(halved.dtype))
with tv_tensors.set_return_type("TVTensor"):
    show(type(image + 1).__name__, type(boxes[:1] * 2).__name__)
image += 1
show(type(image).__name__)
new_boxes = F.convert_bounding_box_format(boxes, new_format=tv_tensors.BoundingBoxFormat.CXCYWH)
show(new_boxes, new_boxes.format.name, F.get_size(boxes))
rotated = F.rotate(boxes, angle=30, expand=True)
show(rotated, rotated.canvas_size, F.affine(points, angle=10, translate=[3, 4], scale=0.9, shear=[5.0, 0.0]), F.elastic(boxes, displacement=torch.zeros(1, 60, 80, 2)))
tilted = tv_tensors.BoundingBoxes([[30.0, 30.0, 20.0, 10.0, 15.0]], format="CXCYWHR", canvas_size=(60, 80))
show(F.horizontal_flip(tilted), F.resize(tilted, [30, 40]), F.clamp_bounding_boxes(F.rotate(tilted, 45.0)))


# A transform of one's own.
class AddNoiseToBoxes(v2.Transform):
    def __init__(self, spread):
        super().__init__()
        self.spread = spread

    def make_params(self, flat_inputs: list[Any]) -> dict[str, Any]:
        return {"shift": torch.rand(4) * self.spread, "flip": bool(torch.rand(()) < 0.5), "count": len(flat_inputs)}

    def transform(self, inpt: Any, params: dict[str, Any]):
        if isinstance(inpt, tv_tensors.BoundingBoxes):
            return tv_tensors.wrap(inpt + params["shift"], like=inpt)
        if isinstance(inpt, tv_tensors.Image) and params["flip"]:
            return F.vertical_flip(inpt)
        if isinstance(inpt, str):
            return inpt + f"/{params['count']}"
        return inpt


noisy = AddNoiseToBoxes(3)
for _ in range(2):
    a, b, name = noisy(image, boxes.to(torch.float32), "name")
    show(digest(a), b, name)
show(str(noisy))
chained = v2.Compose([noisy, v2.RandomApply([v2.ColorJitter(0.2, 0.3)], p=0.7), v2.RandomChoice([v2.Grayscale(3), v2.RandomInvert(1.0)], p=[0.3, 0.7])])
try:
    show(digest(chained(image)))
except TypeError as e:
    show("TypeError", str(e))


# A TVTensor of one's own with kernels.
class Caption(tv_tensors.TVTensor):
    pass


@F.register_kernel(F.horizontal_flip, Caption)
def flip_caption(caption, *args, **kwargs):
    return tv_tensors.wrap(caption.flip(0), like=caption)


caption = Caption(torch.arange(5))
flipped = v2.RandomHorizontalFlip(p=1.0)(caption)
show(type(flipped).__name__, flipped, type(v2.Resize(4)(caption)).__name__)
try:
    F.register_kernel(F.horizontal_flip, tv_tensors.Image)(flip_caption)
except ValueError as e:
    show("ValueError", str(e).split(",")[0])
for wrong in (
    lambda: tv_tensors.BoundingBoxes([0.5, 2, 3], format="XYXY", canvas_size=(4, 4)),
    lambda: tv_tensors.Mask(torch.ones(4)),
    lambda: v2.RandomIoUCrop()(image),
    lambda: v2.RandomCrop(100)(image),
    lambda: v2.ToDtype(torch.float32, scale=True)("text"),
    lambda: v2.SanitizeBoundingBoxes()({"boxes": boxes}),
    lambda: v2.Normalize([0.5], [0.5])(image),
):
    try:
        show(str(wrong()))
    except Exception as e:
        show(type(e).__name__, str(e).split("?")[0])

# Data sets wrapped for these transforms.
fake = FakeData(3, (3, 16, 20), 4, transform=v2.Compose([v2.PILToTensor(), v2.RandomHorizontalFlip()]))
show(len(fake), [(digest(x), y) for x, y in fake])
try:
    wrap_dataset_for_transforms_v2(fake)
except TypeError as e:
    show("TypeError", str(e).split(".")[0])

# Looking.
drawn = draw_bounding_boxes(img, boxes, None, ["red", "#00ff00", (20, 40, 250)], True, 2)
show(digest(drawn), digest(draw_bounding_boxes(img[:1], boxes - 6, width=5, colors="orange")), digest(draw_bounding_boxes(img, boxes[:1].float(), colors="yellow")))
over = draw_segmentation_masks(img, masks, alpha=0.4, colors=["blue", "orange", "purple"])
show(digest(over), digest(draw_segmentation_masks(img.float() / 255, masks[0], alpha=0.7)))
skeleton = draw_keypoints(img, torch.stack([points, points + 3]), connectivity=[(0, 1), (1, 2)], colors="red", radius=3, width=2)
show(digest(skeleton), digest(flow_to_image(torch.stack([xx, yy]).float() - 20)))
batch = torch.stack([img, over, drawn]).float() / 255
grid = make_grid(batch, nrow=2, padding=3, pad_value=0.5)
show(digest(grid), digest(make_grid([batch[0], batch[1]], normalize=True, value_range=(0.1, 0.9))), digest(make_grid(torch.rand(5, 1, 4, 4), nrow=5, normalize=True, scale_each=True)))
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "grid.png"
    save_image(batch, path, nrow=3)
    show(digest(read_image(str(path))))
    save_image(list(batch), str(path), padding=0, format="png")
    back = PIL.Image.open(path)
    show(back.size, back.mode, digest(back))
for wrong in (lambda: draw_bounding_boxes(img, boxes, labels=["one"]), lambda: draw_bounding_boxes(img.double(), boxes), lambda: draw_segmentation_masks(img, masks[:, :5]), lambda: draw_bounding_boxes(img, torch.tensor([[20, 20, 10, 10]]))):
    try:
        wrong()
    except (ValueError, TypeError) as e:
        show(type(e).__name__, str(e).split(". Use")[0])

# Functional forms, for what users write by hand.
pil = F.to_pil_image(img)
show(digest(F.to_image(pil)), F.get_dimensions(pil), F.get_size(img), F.get_num_channels(pil))
ops = dict(
    five=lambda x: torch.stack(F.five_crop(x, [20, 20])),
    ten=lambda x: torch.stack(F.ten_crop(x, [20, 20])),
    gauss=lambda x: F.gaussian_blur(x, [5, 3], [1.2, 0.8]),
    gamma=lambda x: F.adjust_gamma(x, 0.7, 1.2),
    hue=lambda x: F.adjust_hue(x, 0.2),
    sharp=lambda x: F.adjust_sharpness(x, 2.5),
    posterize=lambda x: F.posterize(x, 3),
    solarize=lambda x: F.solarize(x, 100),
    equalize=lambda x: F.equalize(x),
    autocontrast=lambda x: F.autocontrast(x),
    erase=lambda x: F.erase(x, 3, 4, 10, 12, torch.tensor(7)),
    perspective=lambda x: F.perspective(x, [[0, 0], [79, 0], [79, 59], [0, 59]], [[3, 2], [70, 5], [75, 50], [1, 55]]),
    permute=lambda x: F.permute_channels(x, [2, 0, 1]),
    crop=lambda x: F.resized_crop(x, 5, 6, 30, 40, [20, 25], antialias=True),
    pad=lambda x: F.pad(x, [3, 5], fill=[1, 2, 3], padding_mode="constant"),
    reflect=lambda x: F.pad(x, [3, 5, 2, 1], padding_mode="symmetric"),
)
for name, op in ops.items():
    show(name, digest(op(img)))
show(digest(F.uniform_temporal_subsample(tv_tensors.Video(torch.stack([img] * 6)), 3)), digest(F.jpeg(img, 50)), digest(F.to_grayscale(pil, 3)), digest(F.gaussian_noise(img.float() / 255, 0.0, 0.1, clip=True)))
