"""Writes src/generated/tensorboard_messages.ts: TensorBoard's protobuf messages as data for protobufjs.

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install tensorboard==2.21.0
    /tmp/golden/bin/python scripts/gen_tensorboard.py
"""

import json
import os

from google.protobuf.descriptor import FieldDescriptor as F
from tensorboard.compat.proto import config_pb2, event_pb2, graph_pb2
from tensorboard.plugins.custom_scalar import layout_pb2
from tensorboard.plugins.hparams import plugin_data_pb2 as hparams_pb2
from tensorboard.plugins.pr_curve import plugin_data_pb2 as pr_pb2
from tensorboard.plugins.text import plugin_data_pb2 as text_pb2
from tensorboard.version import VERSION

ROOTS = [
    event_pb2.Event,
    graph_pb2.GraphDef,
    config_pb2.RunMetadata,
    hparams_pb2.HParamsPluginData,
    layout_pb2.Layout,
    pr_pb2.PrCurvePluginData,
    text_pb2.TextPluginData,
]
# What add_graph does not write: cost models and the graphs of single partitions.
LEFT_OUT = {"CostGraphDef", "FunctionDefLibrary", "LogMessage", "WatchdogConfig", "FunctionGraphs"}
SCALARS = {
    F.TYPE_DOUBLE: "double", F.TYPE_FLOAT: "float", F.TYPE_INT64: "int64", F.TYPE_UINT64: "uint64", F.TYPE_INT32: "int32",
    F.TYPE_FIXED64: "fixed64", F.TYPE_FIXED32: "fixed32", F.TYPE_BOOL: "bool", F.TYPE_STRING: "string", F.TYPE_BYTES: "bytes",
    F.TYPE_UINT32: "uint32", F.TYPE_SFIXED32: "sfixed32", F.TYPE_SFIXED64: "sfixed64", F.TYPE_SINT32: "sint32", F.TYPE_SINT64: "sint64",
}
nested = {}
todo = [root.DESCRIPTOR for root in ROOTS]


def key(descriptor):
    # One flat namespace: the full name without its package, its parts joined.
    name = descriptor.full_name.removeprefix(descriptor.file.package + ".")
    return name.replace(".", "_")


def type_of(field):
    if field.type in (F.TYPE_MESSAGE, F.TYPE_GROUP):
        todo.append(field.message_type)
        return key(field.message_type)
    if field.type == F.TYPE_ENUM:
        return "int32"  # as enums are sent
    return SCALARS[field.type]


def is_kept(field):
    return field.type != F.TYPE_MESSAGE or key(field.message_type) not in LEFT_OUT


while todo:
    message = todo.pop()
    if key(message) in nested:
        continue
    entry = nested[key(message)] = {"fields": {}}
    oneofs = {o.name: {"oneof": [f.name for f in o.fields if is_kept(f)]} for o in message.oneofs if len(o.fields) > 1}
    if oneofs:
        entry["oneofs"] = oneofs
    for field in message.fields:
        if not is_kept(field):
            continue
        repeated = field.is_repeated
        if repeated and field.message_type and field.message_type.GetOptions().map_entry:
            k, v = field.message_type.fields_by_name["key"], field.message_type.fields_by_name["value"]
            entry["fields"][field.name] = {"keyType": SCALARS[k.type], "type": type_of(v), "id": field.number}
            continue
        made = {"type": type_of(field), "id": field.number}
        if repeated:
            made["rule"] = "repeated"
            if field.type not in (F.TYPE_MESSAGE, F.TYPE_STRING, F.TYPE_BYTES) and not field.is_packed:
                made["options"] = {"packed": False}
        entry["fields"][field.name] = made

out = os.path.join(os.path.dirname(__file__), "../src/generated/tensorboard_messages.ts")
with open(out, "w") as file:
    file.write(f"// Made by scripts/gen_tensorboard.py from tensorboard {VERSION}. Do not edit.\n")
    file.write("export const messages = ")
    json.dump(dict(sorted(nested.items())), file, indent=1)
    file.write(" as const;\n")
print(len(nested), "messages")
