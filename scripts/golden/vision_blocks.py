"""What the blocks of torchvision 0.28.0's networks are and give, for test/vision/model_blocks.test.ts.

    python3 -m venv /tmp/golden
    /tmp/golden/bin/pip install torch==2.13.0 numpy pillow
    /tmp/golden/bin/pip install --no-deps torchvision==0.28.0
    /tmp/golden/bin/python scripts/golden/vision_blocks.py

A keyword that JSON cannot hold is the name of one of MADE, after a $.
"""

import inspect
import json
import os
import re

import torch
import torchvision_cpu  # noqa: F401
from models import sha, values
from torch import nn
from torchvision import models
from torchvision.models.regnet import BlockParams
from torchvision.models.video.mvit import MSBlockConfig, MultiscaleBlock

GOLDEN = os.path.join(os.path.dirname(__file__), "..", "..", "test", "golden")

FIGURES = {"depth": 5, "w_0": 16, "w_a": 9.5, "w_m": 1.7, "group_width": 8}
CONFIG = {"num_heads": 2, "input_channels": 8, "output_channels": 12, "kernel_q": [3, 3, 3], "kernel_kv": [1, 3, 3], "stride_q": [1, 2, 2], "stride_kv": [1, 2, 1]}


class Own(nn.Sequential):
    """A block of the user's own, for units that are told how to make their convolutions."""

    def __init__(self, in_channels, out_channels, **options):
        super().__init__(nn.Conv2d(in_channels, out_channels, **options), nn.Tanh())


class OwnShuffle(nn.Sequential):
    def __init__(self, inp, oup, stride):
        super().__init__(nn.Conv2d(inp, oup, 3, stride, 1), nn.Tanh())


class OwnResidual(nn.Module):
    def __init__(self, width_in, width_out, stride, norm_layer, activation_layer, group_width, bottleneck_multiplier, se_ratio):
        super().__init__()
        self.conv = nn.Conv2d(width_in, width_out, 3, stride, 1, groups=group_width)
        self.norm = norm_layer(width_out)

    def forward(self, x):
        return self.norm(self.conv(x))


class OwnStem(nn.Sequential):
    def __init__(self, width_in, width_out, norm_layer, activation_layer):
        super().__init__(nn.Conv2d(width_in, width_out, 5, 3), activation_layer(inplace=False))


class OwnMultiscale(MultiscaleBlock):
    def forward(self, x, thw):
        out, thw = super().forward(x, thw)
        return out * 2, thw


MADE = {
    "BatchNorm2d": lambda: nn.BatchNorm2d,
    "BatchNorm3d": lambda: nn.BatchNorm3d,
    "GELU": lambda: lambda inplace=False: nn.GELU(),
    "SiLU": lambda: nn.SiLU,
    "LayerNorm": lambda: nn.LayerNorm,
    "Own": lambda: Own,
    "OwnShuffle": lambda: OwnShuffle,
    "OwnResidual": lambda: OwnResidual,
    "OwnStem": lambda: OwnStem,
    "OwnMultiscale": lambda: OwnMultiscale,
    "ResBottleneckBlock": lambda: models.regnet.ResBottleneckBlock,
    "maxpool": lambda: nn.MaxPool3d(2),
    "norm": lambda: nn.BatchNorm3d(4),
    "relu": lambda: nn.ReLU(),
    "config": lambda: MSBlockConfig(**CONFIG),
    "configs": lambda: [MSBlockConfig(**CONFIG), MSBlockConfig(**{**CONFIG, "input_channels": 12})],
    "params": lambda: BlockParams.from_init_params(**FIGURES, se_ratio=0.25),
}

STYLE = {"norm_layer": "$BatchNorm2d", "activation_layer": "$SiLU"}
MAXVIT = {"head_dim": 4, "partition_size": 2, "mlp_ratio": 3, "attention_dropout": 0.1, "mlp_dropout": 0.2}
MVIT = {"residual_pool": True, "residual_with_cls_embed": False, "rel_pos_embed": True}
# The block, its keywords, the shape of what it gets, and what else its forward takes.
CASES = [
    ("googlenet.BasicConv2d", {"in_channels": 3, "out_channels": 5, "kernel_size": [3, 1], "padding": [1, 0], "stride": 2}, [2, 3, 9, 8]),
    ("googlenet.Inception", {"in_channels": 4, "ch1x1": 2, "ch3x3red": 3, "ch3x3": 4, "ch5x5red": 2, "ch5x5": 3, "pool_proj": 5}, [2, 4, 6, 7]),
    ("googlenet.Inception", {"in_channels": 4, "ch1x1": 2, "ch3x3red": 3, "ch3x3": 4, "ch5x5red": 2, "ch5x5": 3, "pool_proj": 5, "conv_block": "$Own"}, [2, 4, 6, 7]),
    ("googlenet.InceptionAux", {"in_channels": 6, "num_classes": 4, "dropout": 0.3}, [2, 6, 9, 9]),
    ("inception.BasicConv2d", {"in_channels": 4, "out_channels": 6, "kernel_size": 3, "groups": 2, "dilation": 2}, [2, 4, 9, 8]),
    ("inception.InceptionA", {"in_channels": 5, "pool_features": 7}, [2, 5, 9, 8]),
    ("inception.InceptionB", {"in_channels": 5, "conv_block": "$Own"}, [2, 5, 9, 8]),
    ("inception.InceptionC", {"in_channels": 5, "channels_7x7": 6}, [2, 5, 9, 8]),
    ("inception.InceptionD", {"in_channels": 5}, [2, 5, 9, 8]),
    ("inception.InceptionE", {"in_channels": 5, "conv_block": "$Own"}, [2, 5, 4, 3]),
    ("inception.InceptionAux", {"in_channels": 5, "num_classes": 3}, [2, 5, 17, 17]),
    ("mnasnet._InvertedResidual", {"in_ch": 4, "out_ch": 4, "kernel_size": 5, "stride": 1, "expansion_factor": 3, "bn_momentum": 0.3}, [2, 4, 7, 8]),
    ("regnet.SimpleStemIN", {"width_in": 3, "width_out": 6, **STYLE}, [2, 3, 9, 8]),
    ("regnet.BottleneckTransform", {"width_in": 4, "width_out": 8, "stride": 2, **STYLE, "group_width": 2, "bottleneck_multiplier": 1.5, "se_ratio": 0.5}, [2, 4, 9, 8]),
    ("regnet.ResBottleneckBlock", {"width_in": 6, "width_out": 6, "stride": 1, **STYLE, "group_width": 3}, [2, 6, 9, 8]),
    ("regnet.AnyStage", {"width_in": 4, "width_out": 8, "stride": 2, "depth": 2, "block_constructor": "$ResBottleneckBlock", **STYLE, "group_width": 4, "bottleneck_multiplier": 1.0, "se_ratio": 0.25, "stage_index": 3}, [2, 4, 9, 8]),
    ("regnet.RegNet", {"block_params": "$params", "num_classes": 4, "stem_width": 8}, [2, 3, 34, 40]),
    ("regnet.RegNet", {"block_params": "$params", "num_classes": 4, "stem_width": 8, "stem_type": "$OwnStem", "block_type": "$OwnResidual", "activation": "$GELU"}, [2, 3, 34, 40]),
    ("maxvit.MBConv", {"in_channels": 4, "out_channels": 6, "expansion_ratio": 2.5, "squeeze_ratio": 0.5, "stride": 2, **STYLE, "p_stochastic_dropout": 0.4}, [3, 4, 8, 6]),
    ("maxvit.RelativePositionalMultiHeadAttention", {"feat_dim": 8, "head_dim": 4, "max_seq_len": 9}, [2, 5, 9, 8]),
    ("maxvit.SwapAxes", {"a": -2, "b": 1}, [2, 3, 4, 5]),
    ("maxvit.PartitionAttentionLayer", {"in_channels": 8, **MAXVIT, "partition_type": "grid", "grid_size": [6, 6], "activation_layer": "$GELU", "norm_layer": "$LayerNorm", "p_stochastic_dropout": 0.3}, [2, 8, 6, 6]),
    ("maxvit.MaxVitLayer", {"in_channels": 4, "out_channels": 8, "squeeze_ratio": 0.25, "expansion_ratio": 2, "stride": 2, **STYLE, **MAXVIT, "p_stochastic_dropout": 0.3, "grid_size": [4, 4]}, [2, 4, 8, 8]),
    ("maxvit.MaxVitBlock", {"in_channels": 4, "out_channels": 8, "squeeze_ratio": 0.25, "expansion_ratio": 2, **STYLE, **MAXVIT, "input_grid_size": [8, 7], "n_layers": 2, "p_stochastic": [0.1, 0.2]}, [2, 4, 8, 7]),
    ("densenet._DenseLayer", {"num_input_features": 5, "growth_rate": 3, "bn_size": 2, "drop_rate": 0.3}, [2, 5, 6, 7]),
    ("densenet._DenseBlock", {"num_layers": 3, "num_input_features": 4, "bn_size": 2, "growth_rate": 3, "drop_rate": 0.2, "memory_efficient": True}, [2, 4, 6, 7]),
    ("densenet._Transition", {"num_input_features": 5, "num_output_features": 3}, [2, 5, 6, 7]),
    ("densenet.DenseNet", {"growth_rate": 4, "block_config": [2, 3], "num_init_features": 6, "bn_size": 2, "drop_rate": 0.1, "num_classes": 3, "memory_efficient": True}, [2, 3, 32, 40]),
    ("squeezenet.Fire", {"inplanes": 4, "squeeze_planes": 2, "expand1x1_planes": 3, "expand3x3_planes": 5}, [2, 4, 6, 7]),
    ("shufflenetv2.InvertedResidual", {"inp": 6, "oup": 8, "stride": 2}, [2, 6, 9, 8]),
    ("shufflenetv2.ShuffleNetV2", {"stages_repeats": [1, 2, 1], "stages_out_channels": [6, 8, 12, 16, 20], "num_classes": 3, "inverted_residual": "$OwnShuffle"}, [2, 3, 40, 36]),
    ("convnext.CNBlock", {"dim": 4, "layer_scale": 0.5, "stochastic_depth_prob": 0.4}, [3, 4, 9, 8]),
    ("video.s3d.TemporalSeparableConv", {"in_planes": 3, "out_planes": 4, "kernel_size": 3, "stride": 2, "padding": 1, "norm_layer": "$BatchNorm3d"}, [2, 3, 4, 7, 6]),
    ("video.s3d.SepInceptionBlock3D", {"in_planes": 3, "b0_out": 2, "b1_mid": 3, "b1_out": 4, "b2_mid": 2, "b2_out": 5, "b3_out": 1, "norm_layer": "$BatchNorm3d"}, [2, 3, 4, 7, 6]),
    ("video.mvit.Pool", {"pool": "$maxpool", "norm": "$norm", "activation": "$relu", "norm_before_pool": True}, [2, 3, 33, 4], [[2, 4, 4]]),
    ("video.mvit.MultiscaleAttention", {"input_size": [2, 4, 6], "embed_dim": 8, "output_dim": 12, "num_heads": 2, **{key: CONFIG[key] for key in ("kernel_q", "kernel_kv", "stride_q", "stride_kv")}, **MVIT, "dropout": 0.2}, [2, 49, 8], [[2, 4, 6]]),
    ("video.mvit.MultiscaleBlock", {"input_size": [2, 4, 6], "cnf": "$config", **MVIT, "proj_after_attn": True, "dropout": 0.1, "stochastic_depth_prob": 0.2}, [2, 49, 8], [[2, 4, 6]]),
    ("video.mvit.PositionalEncoding", {"embed_size": 4, "spatial_size": [3, 2], "temporal_size": 2, "rel_pos_embed": False}, [2, 12, 4]),
    ("video.mvit.MViT", {"spatial_size": [16, 24], "temporal_size": 4, "block_setting": "$configs", **MVIT, "proj_after_attn": False, "num_classes": 3, "block": "$OwnMultiscale"}, [2, 3, 4, 16, 24]),
    ("GoogLeNet", {"num_classes": 3, "aux_logits": False, "init_weights": False, "blocks": ["$Own", "$OwnInception", "$Own"]}, [1, 3, 32, 32]),
]


class OwnInception(nn.Conv2d):
    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__(in_channels, ch1x1 + ch3x3 + ch5x5 + pool_proj, 1)


MADE["OwnInception"] = lambda: OwnInception


def made(value):
    if isinstance(value, list):
        return tuple(made(each) for each in value)
    return MADE[value[1:]]() if isinstance(value, str) and value[:1] == "$" else value


def keys(block):
    return sha("\n".join(f"{key} {list(tensor.shape)} {tensor.dtype}" for key, tensor in block.state_dict().items()))


def block_of(path):
    # Where a function hides its file, as googlenet does, the file is what is meant.
    *modules, name = path.split(".")
    return getattr(__import__(".".join(["torchvision.models", *modules]), fromlist=[name]), name)


def case(path, options, shape, more=()):
    kind = block_of(path)
    torch.manual_seed(31)
    block = kind(**{key: made(value) for key, value in options.items()})
    x = torch.randn(shape, requires_grad=True)
    out = block(x * 1, *map(tuple, more))
    first = out[0] if isinstance(out, tuple) else out
    first.square().sum().backward()
    return {
        "block": path,
        "options": options,
        "shape": shape,
        "more": list(more),
        "parameters": [p.name for p in inspect.signature(kind).parameters.values() if p.kind != p.VAR_KEYWORD],
        # A list in a layer's text is one that torchvision gave; TypeScript has no tuples to tell it from.
        "text": sha(re.sub(r"=\[([\d, ]+)\]", r"=(\1)", str(block))),
        "keys": keys(block),
        "values": values(block),
        "out": list(first.shape),
        "output": first.detach().flatten()[:5].tolist(),
        "gradient": x.grad.flatten()[:5].tolist(),
        "next": torch.rand(1).item(),
    }


def main():
    torch.set_num_threads(1)
    params = BlockParams.from_init_params(**FIGURES, se_ratio=0.25)
    result = {
        "config": CONFIG,
        "figures": FIGURES,
        "params": [vars(params), [list(stage) for stage in params._get_expanded_params()]],
        "cases": [case(*each) for each in CASES],
    }
    with open(os.path.join(GOLDEN, "vision_blocks.json"), "w") as out:
        json.dump(result, out, separators=(",", ":"))


if __name__ == "__main__":
    main()
