"""Golden data for the data sets, from torchvision 0.28.0 with torch 2.13.0 (CPU), SciPy 1.17 and Pillow 12.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow scipy
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/datasets.py

Small files in the layouts of the published ones: CIFAR's archive with batches as Python 2 pickled them (written opcode
by opcode, as Python 3 cannot), the same batch by Python 3's protocols, and SVHN's .mat by SciPy. What torchvision reads out
of them, and what its other data sets give, is written beside them.
"""

import hashlib
import io
import json
import os
import pickle
import struct
import tarfile
import tempfile

import numpy as np
import scipy.io
import torchvision_cpu  # noqa: F401
from torchvision import datasets

GOLDEN = os.path.join(os.path.dirname(__file__), "../../test/golden/datasets")
rng = np.random.default_rng(3)


def md5(data):
    return hashlib.md5(data).hexdigest()


def smooth(n):
    """Pictures (n, 3072) that compress."""
    steps = rng.integers(0, 3, (n, 3072))
    return (np.cumsum(steps, axis=1) % 256).astype(np.uint8)


class Python2Pickler:
    """Protocol 2 as cPickle wrote it: text as bytes, an array's contents as text."""

    def __init__(self):
        self.out = b"\x80\x02"
        self.memo = 0

    def put(self):
        self.out += b"q" + bytes([self.memo]) if self.memo < 256 else b"r" + struct.pack("<I", self.memo)
        self.memo += 1

    def text(self, value):
        self.out += b"U" + bytes([len(value)]) + value if len(value) < 256 else b"T" + struct.pack("<I", len(value)) + value
        self.put()

    def number(self, value):
        self.out += b"K" + bytes([value])

    def numbers(self, values):
        self.out += b"]"
        self.put()
        self.out += b"("
        for value in values:
            self.number(value)
        self.out += b"e"

    def texts(self, values):
        self.out += b"]"
        self.put()
        self.out += b"("
        for value in values:
            self.text(value)
        self.out += b"e"

    def array(self, value):
        self.out += b"cnumpy.core.multiarray\n_reconstruct\n"
        self.put()
        self.out += b"cnumpy\nndarray\n"
        self.put()
        self.out += b"K\x00\x85"
        self.put()
        self.text(b"b")
        self.out += b"\x87"
        self.put()
        self.out += b"R"
        self.put()
        self.out += b"(K\x01"
        self.out += b"".join(b"M" + struct.pack("<H", size) for size in value.shape) + b"\x86"
        self.put()
        self.out += b"cnumpy\ndtype\n"
        self.put()
        self.text(b"u1")
        self.out += b"K\x00K\x01\x87"
        self.put()
        self.out += b"R"
        self.put()
        self.out += b"(K\x03"
        self.text(b"|")
        self.out += b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00t"
        self.put()
        self.out += b"b\x89"
        self.text(value.tobytes())
        self.out += b"t"
        self.put()
        self.out += b"b"

    def dump(self, entries):
        self.out += b"}"
        self.put()
        self.out += b"("
        for key, (kind, value) in entries.items():
            self.text(key.encode())
            getattr(self, kind)(value)
        return self.out + b"u."


def batch(name, n, labels="labels"):
    numbers = rng.integers(0, 10, n).tolist()
    return {
        "batch_label": ("text", name.encode()),
        labels: ("numbers", numbers),
        "data": ("array", smooth(n)),
        "filenames": ("texts", [f"{name}_{i}.png".encode() for i in range(n)]),
    }


def archive(folder, files, path, format):
    with tarfile.open(path, "w:gz", format=format, compresslevel=9) as tar:
        top = tarfile.TarInfo(folder)
        top.type = tarfile.DIRTYPE
        tar.addfile(top)
        for name, content in files.items():
            entry = tarfile.TarInfo(f"{folder}/{name}")
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))


def cifar(cls, folder, files, out, format):
    parts = {name: md5(content) for name, content in files.items()}
    path = os.path.join(GOLDEN, out)
    archive(folder, files, path, format)
    with open(path, "rb") as file:
        archive_md5 = md5(file.read())
    kinds = {
        "base_folder": folder,
        "filename": out,
        "tgz_md5": archive_md5,
        "train_list": [[name, parts[name]] for name in files if "data" in name or name == "train"],
        "test_list": [[name, parts[name]] for name in files if "test" in name],
        "meta": {**cls.meta, "md5": parts[cls.meta["filename"]]},
    }
    small = type(cls.__name__, (cls,), kinds)
    with tempfile.TemporaryDirectory() as root:
        with tarfile.open(path) as tar:
            tar.extractall(root, filter="data")
        result = {}
        for train in (True, False):
            data = small(root, train=train)
            result["train" if train else "test"] = {
                "shape": list(data.data.shape),
                "pixels": md5(data.data.tobytes()),
                "targets": [int(target) for target in data.targets],
                "first": list(data[0][0].tobytes()[:30]),
            }
        return {**kinds, "classes": data.classes, **result}


def all_cifar():
    names = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
    ten = {f"data_batch_{i}": Python2Pickler().dump(batch(f"data_batch_{i}", 2)) for i in range(1, 6)}
    ten["test_batch"] = Python2Pickler().dump(batch("test_batch", 3))
    ten["batches.meta"] = Python2Pickler().dump({"label_names": ("texts", [name.encode() for name in names])})
    hundred = {
        "train": Python2Pickler().dump(batch("train", 3, "fine_labels")),
        "test": Python2Pickler().dump(batch("test", 2, "fine_labels")),
        "meta": Python2Pickler().dump({"fine_label_names": ("texts", [b"apple"] + [f"kind {i}".encode() for i in range(99)])}),
    }
    modern = {"labels": [3, 1], "data": smooth(2)}
    protocols = {}
    for protocol in range(2, 6):
        with open(os.path.join(GOLDEN, f"batch_protocol_{protocol}"), "wb") as file:
            pickle.dump(modern, file, protocol=protocol)
    protocols = {"labels": modern["labels"], "pixels": md5(modern["data"].tobytes())}
    return {
        "CIFAR10": cifar(datasets.CIFAR10, "cifar-10-batches-py", ten, "cifar-10.tar.gz", tarfile.GNU_FORMAT),
        "CIFAR100": cifar(datasets.CIFAR100, "cifar-100-python", hundred, "cifar-100.tar.gz", tarfile.PAX_FORMAT),
        "protocols": protocols,
    }


def svhn():
    result = {}
    for name, compressed, dtype in (("compressed", True, np.uint8), ("plain", False, np.float64)):
        x = smooth(4).reshape(4, 3, 32, 32).transpose(2, 3, 1, 0)
        y = np.array([[1], [10], [3], [9]], dtype=dtype)
        path = os.path.join(GOLDEN, f"svhn_{name}.mat")
        scipy.io.savemat(path, {"note": "text", "X": x, "cell": np.array([1, "a"], dtype=object), "y": y}, do_compression=compressed)
        with open(path, "rb") as file:
            sum_ = md5(file.read())
        split_list = {"train": ["", f"svhn_{name}.mat", sum_]}
        data = type("SVHN", (datasets.SVHN,), {"split_list": split_list})(GOLDEN)
        result[name] = {
            "md5": sum_,
            "shape": list(data.data.shape),
            "pixels": md5(np.ascontiguousarray(data.data).tobytes()),
            "labels": data.labels.tolist(),
            "first": list(data[1][0].tobytes()[:30]),
        }
    arrays = {
        "doubles": np.array([[1.5, -2], [3, 4e300]]),
        "ints": np.array([[-7, 8]], dtype=np.int16),
        "small": np.array([[5]], dtype=np.uint8),
        "singles": np.array([[0.5], [0.25], [0.125]], dtype=np.float32),
        "complex": np.array([[1j]]),
        "empty": np.zeros((0, 3)),
    }
    scipy.io.savemat(os.path.join(GOLDEN, "arrays.mat"), arrays, do_compression=True)
    kept = {name: {"shape": list(a.shape), "values": a.flatten("F").tolist()} for name, a in arrays.items() if name != "complex"}
    return {**result, "arrays": kept}


def fake():
    cases = {}
    for options in ({"size": 5, "image_size": (3, 4, 6)}, {"size": 3, "image_size": (1, 5, 2), "num_classes": 3, "random_offset": 9}):
        data = datasets.FakeData(**options)
        items = [[list(image.tobytes()), target] for image, target in (data[i] for i in range(3))]
        cases[json.dumps(options)] = {"items": items, "mode": data[0][0].mode}
    return cases


TREE = ["b/2.png", "b/10.png", "b/a-b/x.PNG", "b/a/c.jpeg", "b/a.jpg", "A/z.webp", "é/1.bmp", "𝒳/1.tif", "9/1.ppm", "10/1.pgm", "b/notes.txt", "ｚ/q.tiff"]


def folders():
    with tempfile.TemporaryDirectory() as root:
        for path in TREE:
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            open(os.path.join(root, path), "wb").close()
        data = datasets.ImageFolder(root)
        return {
            "tree": TREE,
            "classes": data.classes,
            "samples": [[os.path.relpath(path, root), target] for path, target in data.samples],
        }


if __name__ == "__main__":
    os.makedirs(GOLDEN, exist_ok=True)
    content = {**all_cifar(), "svhn": svhn(), "fake": fake(), "folders": folders()}
    with open(os.path.join(GOLDEN, "expected.json"), "w") as file:
        json.dump(content, file, indent=1)
