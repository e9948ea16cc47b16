"""Image files of many kinds and what Pillow 12.3.0 reads from them, for test/vision/io.test.ts.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/vision_io.py

Each file is kept whole, with Pillow's pixels in its own mode (palettes looked up) and as RGB, L and RGBA, and
torchvision's grey where that differs.
"""

import base64
import io
import json
import os
import struct
import zlib

import numpy as np
import torch
import torchvision_cpu  # noqa: F401
from PIL import Image, ImageDraw
from torchvision.io import ImageReadMode, decode_png

GOLDEN = os.path.join(os.path.dirname(__file__), "../../test/golden/vision_io.json")
random = np.random.default_rng(5)


def scene(width=29, height=22):
    """Gradients, edges and a little noise: what shows a wrong transform, upsampling or order of channels."""
    y, x = np.mgrid[:height, :width]
    rgb = np.stack([x * 255 // width, y * 255 // height, (x + y) * 255 // (width + height)], -1)
    image = Image.fromarray((rgb + random.integers(0, 9, rgb.shape)).clip(0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.rectangle([5, 4, 14, 12], fill=(250, 10, 20))
    draw.ellipse([15, 7, 26, 19], fill=(10, 60, 240), outline=(255, 255, 255))
    return image


def with_alpha(image):
    image = image.convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image


def saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def bmp(bits, rows, palette=b"", compression=0, masks=b"", width=7, height=5, header=40):
    """Bitmaps of the kinds that Pillow reads but does not write."""
    info = struct.pack("<IiiHHIIiiII", header, width, height, 1, bits, compression, len(rows), 0, 0, len(palette) // 4, 0)
    start = 14 + len(info) + len(masks) + len(palette)
    return b"BM" + struct.pack("<IHHI", start + len(rows), 0, 0, start) + info + masks + palette + rows


def bitmaps():
    noise = random.integers(0, 256, 400, dtype=np.uint8).tobytes()
    colours = random.integers(0, 256, 1024, dtype=np.uint8).tobytes()
    end8, end4 = bytes([7, 3, 0, 0]) * 2, bytes([7, 0x3C, 0, 0]) * 2
    rle8 = bytes([3, 9, 4, 200, 0, 0, 0, 5, 1, 2, 3, 4, 5, 0, 2, 77, 0, 0, 2, 8, 0, 2, 3, 0, 2, 1, 0, 0]) + end8
    rle4 = bytes([7, 0x5A, 0, 0, 0, 6, 0x12, 0x34, 0x56, 0, 1, 0x70, 0, 0, 4, 0x21, 3, 0xF0, 0, 0]) + end4
    mask565 = struct.pack("<III", 0xF800, 0x7E0, 0x1F)
    mask8888 = struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    return {
        "bmp 4": bmp(4, noise[: 4 * 5], colours[:64]),
        "bmp 16": bmp(16, noise[: 16 * 5]),
        "bmp 16 565": bmp(16, noise[: 16 * 5], compression=3, masks=mask565),
        "bmp 32": bmp(32, noise[: 28 * 5]),
        "bmp 32 alpha": bmp(32, noise[: 28 * 5], compression=3, masks=mask8888 + bytes(52), header=108),
        "bmp top down": bmp(24, noise[: 24 * 5], height=-5),
        "bmp rle8": bmp(8, rle8 + bytes([0, 1]), colours, compression=1),
        "bmp rle4": bmp(4, rle4 + bytes([0, 1]), colours[:64], compression=2),
    }


def files():
    rgb = scene()
    gray = rgb.convert("L")
    wide = Image.fromarray((np.asarray(gray).astype(np.uint16) * 257 - 99))
    few = rgb.quantize(40)
    exif = Image.Exif()
    exif[0x112] = 6
    kinds = {
        "jpeg": saved(rgb, "JPEG", quality=90),
        "jpeg 444": saved(rgb, "JPEG", quality=95, subsampling=0),
        "jpeg 422": saved(rgb, "JPEG", subsampling=1),
        "jpeg progressive": saved(rgb, "JPEG", progressive=True),
        "jpeg gray": saved(gray, "JPEG"),
        "jpeg cmyk": saved(rgb.convert("CMYK"), "JPEG"),
        "jpeg exif": saved(rgb, "JPEG", exif=exif),
        "png": saved(rgb, "PNG"),
        "png gray": saved(gray, "PNG"),
        "png alpha": saved(with_alpha(rgb), "PNG"),
        "png gray alpha": saved(with_alpha(rgb).convert("LA"), "PNG"),
        "png palette": saved(few, "PNG"),
        "png palette alpha": saved(few, "PNG", transparency=bytes(range(0, 240, 6))),
        "png 1": saved(gray.convert("1"), "PNG"),
        "png 16": saved(wide, "PNG"),
        "gif": saved(few, "GIF"),
        "webp": saved(rgb, "WEBP"),
        "webp lossless": saved(rgb, "WEBP", lossless=True),
        "webp alpha": saved(with_alpha(rgb), "WEBP", lossless=True),
        "tiff": saved(rgb, "TIFF"),
        "bmp": saved(rgb, "BMP"),
        "bmp gray": saved(gray, "BMP"),
        "bmp 1": saved(gray.convert("1"), "BMP"),
        "bmp palette": saved(few, "BMP"),
    }
    return {**kinds, **bitmaps()}


def packed(array):
    return base64.b64encode(zlib.compress(np.ascontiguousarray(array).tobytes(), 9)).decode()


def read(file):
    image = Image.open(io.BytesIO(file))
    own = image
    if image.mode in ("P", "PA"):
        own = image.convert("RGBA" if "transparency" in image.info else "RGB")
    elif image.mode == "1":
        own = image.convert("L")
    modes = {mode: packed(image.convert(mode)) for mode in ("RGB", "L", "RGBA")}
    if image.format == "JPEG" and image.mode == "RGB":
        # torchvision takes the luma that the file holds; a draft makes Pillow do so.
        luma = Image.open(io.BytesIO(file))
        luma.draft("L", luma.size)
        modes["luma"] = packed(luma)
    if image.format == "PNG" and image.mode not in ("1", "L", "LA", "I", "I;16"):
        # libpng has a formula of its own.
        data = torch.frombuffer(bytearray(file), dtype=torch.uint8)
        modes["luma"] = packed(decode_png(data, ImageReadMode.GRAY)[0].numpy())
    return {
        "file": base64.b64encode(file).decode(),
        "size": image.size,
        "mode": own.mode,
        "own": packed(own),
        "dtype": str(np.asarray(own).dtype),
        **modes,
    }


def animation():
    frames = [scene(), scene().rotate(90), scene().transpose(Image.Transpose.FLIP_TOP_BOTTOM)]
    file = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    image = Image.open(io.BytesIO(file))
    pictures = []
    for i in range(image.n_frames):
        image.seek(i)
        pictures.append(np.asarray(image.convert("RGB")))
    return {"file": base64.b64encode(file).decode(), "size": image.size, "frames": packed(np.stack(pictures))}


if __name__ == "__main__":
    content = {"files": {name: read(file) for name, file in files().items()}, "animation": animation()}
    with open(GOLDEN, "w") as out:
        json.dump(content, out, separators=(",", ":"))
