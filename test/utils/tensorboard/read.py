"""Reads event files with TensorBoard's own reader and prints what it found as JSON."""

import json
import os
import sys

from google.protobuf import json_format, text_format
from tensorboard.backend.event_processing import event_accumulator as reader
from tensorboard.backend.event_processing import plugin_event_multiplexer
from tensorboard.plugins.custom_scalar import layout_pb2
from tensorboard.plugins.hparams import metadata as hparams
from tensorboard.plugins.projector.projector_config_pb2 import ProjectorConfig
from tensorboard.util import tensor_util

folder = sys.argv[1]
everything = {key: 0 for key in (reader.SCALARS, reader.IMAGES, reader.HISTOGRAMS, reader.TENSORS, reader.COMPRESSED_HISTOGRAMS)}


def load(path):
    accumulator = reader.EventAccumulator(path, size_guidance=everything)
    accumulator.Reload()
    return accumulator


main = load(folder)
tags = main.Tags()
found = {"tags": {key: value for key, value in tags.items() if value}}
found["scalars"] = {tag: [[e.step, e.value] for e in main.Scalars(tag)] for tag in tags["scalars"]}
found["images"] = {}
for tag in tags["images"]:
    image = main.Images(tag)[0]
    found["images"][tag] = [image.width, image.height, image.step, image.encoded_image_string[:8].hex()]
found["histograms"] = {}
for tag in tags["histograms"]:
    value = main.Histograms(tag)[0].histogram_value
    found["histograms"][tag] = dict(
        min=value.min, max=value.max, num=value.num, sum=value.sum, sum_squares=value.sum_squares,
        bucket_limit=list(value.bucket_limit), bucket=list(value.bucket),
    )
found["tensors"] = {}
for tag in tags["tensors"]:
    if tag == "custom_scalars__config__":
        layout = layout_pb2.Layout()
        layout.ParseFromString(main.Tensors(tag)[0].tensor_proto.string_val[0])
        found["layout"] = json_format.MessageToDict(layout)
        continue
    values = tensor_util.make_ndarray(main.Tensors(tag)[0].tensor_proto).tolist()
    found["tensors"][tag] = [v.decode() if isinstance(v, bytes) else v for v in values] if isinstance(values, list) else values
if tags["graph"]:
    found["graph"] = [
        [n.name, n.op, list(n.input), [[d.size for d in s.dim] for s in n.attr["_output_shapes"].list.shape]]
        for n in main.Graph().node
    ]
runs = plugin_event_multiplexer.EventMultiplexer().AddRunsFromDirectory(folder).Reload()
found["runs"] = sorted(os.path.basename(run) for run in runs.Runs())
found["hparams"] = []
for run in runs.Runs():
    for tag, content in sorted(runs.PluginRunToTagToContent(hparams.PLUGIN_NAME).get(run, {}).items()):
        data = json_format.MessageToDict(hparams.parse_session_start_info_plugin_data(content)) if "start" in tag else None
        if "experiment" in tag:
            data = json_format.MessageToDict(hparams.parse_experiment_plugin_data(content))
        found["hparams"].append([tag, data])
config = os.path.join(folder, "projector_config.pbtxt")
if os.path.exists(config):
    with open(config) as file:
        found["projector"] = json_format.MessageToDict(text_format.Parse(file.read(), ProjectorConfig()))
json.dump(found, sys.stdout)
