"""The server of examples/server in Python: the standard library's ThreadingHTTPServer, Pillow, torchvision's transforms.

A thread for each connection decodes and prepares the picture; model threads take batches from one queue by the same
rule: full, or the oldest has waited long enough.
"""

import argparse
import io
import json
import pathlib
import sys
import threading
import time
from collections import deque
from concurrent.futures import Future
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import torch
from PIL import Image
from torch.nn.utils.fusion import fuse_conv_bn_eval

# The golden data's scripts lie there.
sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "scripts" / "golden"))
import torchvision_cpu  # noqa: F401, E402
from torchvision.models import ResNet18_Weights, resnet18  # noqa: E402


def fold(module):
    """Joins each convolution with the batch normalisation named after it."""
    children = list(module.named_children())
    for (name, conv), (after, norm) in zip(children, children[1:]):
        if isinstance(conv, torch.nn.Conv2d) and isinstance(norm, torch.nn.BatchNorm2d):
            setattr(module, name, fuse_conv_bn_eval(conv, norm))
            setattr(module, after, torch.nn.Identity())
    for _, child in module.named_children():
        fold(child)


class Model:
    def __init__(self, options):
        self.size, self.wait = options.batch, options.wait / 1000
        self.net = resnet18()
        self.net.load_state_dict(torch.load(options.weights))
        self.net.eval()
        self.dtype = getattr(torch, options.dtype)
        self.format = torch.contiguous_format if options.plain else torch.channels_last
        if not options.plain:
            fold(self.net)
        self.net = self.net.to(dtype=self.dtype, memory_format=self.format)
        side = options.size
        self.prepare = ResNet18_Weights.DEFAULT.transforms(crop_size=side, resize_size=round(side * 256 / 224))
        self.queue, self.changed = deque(), threading.Condition()
        self.threads = options.threads
        for _ in range(options.workers):
            threading.Thread(target=self.work, daemon=True).start()

    @torch.inference_mode()
    def probabilities(self, pictures):
        x = torch.stack(pictures).to(dtype=self.dtype, memory_format=self.format)
        return self.net(x).float().softmax(1).topk(10)

    def take(self):
        with self.changed:
            while True:
                if not self.queue:
                    self.changed.wait()
                    continue
                left = self.queue[0][0] + self.wait - time.monotonic()
                if len(self.queue) >= self.size or left <= 0:
                    return [self.queue.popleft() for _ in range(min(self.size, len(self.queue)))]
                self.changed.wait(left)

    def work(self):
        torch.set_num_threads(self.threads)
        while True:
            batch = self.take()
            values, indices = self.probabilities([picture for _, picture, _ in batch])
            for (_, _, future), row in zip(batch, zip(values.tolist(), indices.tolist())):
                future.set_result(row)

    def submit(self, picture):
        future = Future()
        with self.changed:
            self.queue.append((time.monotonic(), picture, future))
            self.changed.notify()
        return future.result()


def main():
    parser = argparse.ArgumentParser()
    for name, kind in [("weights", str), ("dtype", str), ("size", int), ("workers", int), ("threads", int),
                       ("batch", int), ("wait", float), ("queue", int)]:
        parser.add_argument(f"--{name}", type=kind, required=True)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    model = Model(options)
    slots = threading.Semaphore(options.queue)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, *_):
            pass

        def answer(self, status, body):
            data = json.dumps(body).encode()
            head = f"HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {len(data)}\r\n\r\n"
            self.wfile.write(head.encode() + data)

        def do_POST(self):
            file = self.rfile.read(int(self.headers["content-length"]))
            if not slots.acquire(blocking=False):
                return self.answer(503, {"error": "busy"})
            try:
                try:
                    with torch.inference_mode():
                        picture = model.prepare(Image.open(io.BytesIO(file)).convert("RGB"))
                except OSError as error:
                    return self.answer(400, {"error": str(error)})
                values, indices = model.submit(picture)
                predictions = [{"class": c, "probability": p} for c, p in zip(indices[:5], values[:5])]
                self.answer(200, {"predictions": predictions})
            finally:
                slots.release()

    class Server(ThreadingHTTPServer):
        request_queue_size = 128
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    print(f"listening on http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


main()
