from shown import show
import functools
import torch
from torch import nn
from torch.optim import AdamW
from torch.optim.lr_scheduler import CosineAnnealingWarmRestarts
from torchvision.models import EfficientNet, MobileNetV3, SwinTransformer, VisionTransformer
from torchvision.models.convnext import CNBlock, CNBlockConfig, ConvNeXt, LayerNorm2d
from torchvision.models.efficientnet import FusedMBConv, FusedMBConvConfig, MBConv, MBConvConfig
from torchvision.models.mobilenetv2 import InvertedResidual as InvertedResidualV2, MobileNetV2
from torchvision.models.mobilenetv3 import InvertedResidual, InvertedResidualConfig
from torchvision.models.swin_transformer import (
    PatchMerging,
    PatchMergingV2,
    ShiftedWindowAttention,
    ShiftedWindowAttentionV2,
    SwinTransformerBlock,
    SwinTransformerBlockV2,
)
from torchvision.models.vision_transformer import ConvStemConfig, Encoder, EncoderBlock
from torchvision.ops import SqueezeExcitation, StochasticDepth

torch.manual_seed(21)
x = torch.rand(2, 3, 32, 32)
y = torch.tensor([1, 4])


def count(net):
    return sum(p.numel() for p in net.parameters())


def probe(name, net, steps=2):
    optimizer = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)
    net.train()
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(net(x), y, label_smoothing=0.1)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    net.eval()
    with torch.no_grad():
        show(name, count(net), losses, net(x).sum(1))
    show(list(net.state_dict())[-3:])


# EfficientNet from rows of the table.
small = functools.partial(MBConvConfig, width_mult=0.5, depth_mult=1.2)
setting = [
    FusedMBConvConfig(1, 3, 1, 16, 16, 1),
    FusedMBConvConfig(4, 3, 2, 16, 24, num_layers=2),
    small(4, 3, 2, 48, 64, 2),
    MBConvConfig(expand_ratio=6, kernel=5, stride=1, input_channels=32, out_channels=40, num_layers=1),
]
show([(c.input_channels, c.out_channels, c.num_layers, c.block.__name__) for c in setting])
probe("efficientnet", EfficientNet(setting, dropout=0.1, stochastic_depth_prob=0.3, num_classes=6, last_channel=64))


# One block on its own, with another way to weigh the channels.
class GatedSqueeze(SqueezeExcitation):
    def __init__(self, input_channels, squeeze_channels, activation):
        super().__init__(input_channels, squeeze_channels, activation=activation, scale_activation=nn.Hardsigmoid)

    def forward(self, input):
        return super().forward(input) + 0.1 * input


block = MBConv(MBConvConfig(4, 3, 1, 8, 8, 1), 0.5, nn.BatchNorm2d, GatedSqueeze)
out = block(torch.rand(4, 8, 5, 7))
show(out.shape, out.sum(), block.use_res_connect, type(block.stochastic_depth).__name__)
fused = FusedMBConv(FusedMBConvConfig(2, 3, 2, 8, 16, 1), stochastic_depth_prob=0.0, norm_layer=nn.BatchNorm2d)
show(fused(torch.rand(1, 8, 6, 6)).mean())
show(str(block))
try:
    MBConv(MBConvConfig(4, 3, 3, 8, 8, 1), 0.5, nn.BatchNorm2d)
except ValueError as e:
    show("ValueError", str(e))
try:
    EfficientNet([], 0.1)
except ValueError as e:
    show("ValueError", str(e))
try:
    EfficientNet([1, 2], 0.1)
except TypeError as e:
    show("TypeError", str(e))

# MobileNets.
bneck = functools.partial(InvertedResidualConfig, width_mult=0.5)
rows = [
    bneck(16, 3, 16, 16, True, "RE", 2, 1),
    bneck(16, 3, 72, 24, False, "RE", 2, 1),
    bneck(24, 5, 96, 40, True, "HS", 2, 1),
    bneck(40, 5, 240, 40, True, "HS", 1, 2),
]
show([(c.input_channels, c.expanded_channels, c.out_channels, c.use_hs) for c in rows])
show(InvertedResidualConfig.adjust_channels(100, 0.35))
probe("mobilenet v3", MobileNetV3(rows, last_channel=48, num_classes=6, dropout=0.0))
plain = functools.partial(InvertedResidual, se_layer=SqueezeExcitation)
probe("mobilenet v3, sigmoid", MobileNetV3(rows, 48, 6, block=plain, norm_layer=functools.partial(nn.BatchNorm2d, eps=1e-3)), 1)
probe(
    "mobilenet v2",
    MobileNetV2(6, 0.5, [[1, 16, 1, 1], [6, 24, 2, 2]], block=InvertedResidualV2, norm_layer=lambda c: nn.GroupNorm(4, c)),
)


# ConvNeXt with blocks of its own.
class Scaled(CNBlock):
    def __init__(self, dim, layer_scale, stochastic_depth_prob):
        super().__init__(dim, layer_scale, stochastic_depth_prob, norm_layer=functools.partial(nn.LayerNorm, eps=1e-5))

    def forward(self, input):
        return input + self.stochastic_depth(self.layer_scale * self.block(input))


stages = [CNBlockConfig(8, 16, 1), CNBlockConfig(16, None, 2)]
show([str(s) for s in stages])
probe("convnext", ConvNeXt(stages, 0.2, 1e-2, 6, Scaled, functools.partial(LayerNorm2d, eps=1e-6)))

# Swin Transformer, both versions, and its parts.
swin = dict(patch_size=[2, 2], embed_dim=12, depths=[2, 2], num_heads=[2, 4], window_size=[4, 4], num_classes=6)
probe("swin", SwinTransformer(**swin, stochastic_depth_prob=0.2, dropout=0.1, attention_dropout=0.1))
probe("swin v2", SwinTransformer(**swin, block=SwinTransformerBlockV2, downsample_layer=PatchMergingV2))
unbiased = functools.partial(ShiftedWindowAttention, qkv_bias=False, proj_bias=False)
probe("swin without biases", SwinTransformer(**swin, block=functools.partial(SwinTransformerBlock, attn_layer=unbiased)), 1)
features = torch.rand(1, 10, 9, 12)
attention = ShiftedWindowAttentionV2(12, [4, 4], [2, 2], 3, qkv_bias=False, attention_dropout=0.2, dropout=0.1)
show(attention(features).sum((1, 2)), attention.get_relative_position_bias().shape)
show(PatchMerging(12)(features).shape, PatchMergingV2(12, norm_layer=nn.LayerNorm)(features).std())
swin_block = SwinTransformerBlock(12, 3, [4, 4], [0, 0], mlp_ratio=2.0, stochastic_depth_prob=0.1, norm_layer=nn.LayerNorm)
show(swin_block(features).sum(), [n for n, _ in swin_block.named_children()])
try:
    ShiftedWindowAttention(12, [4, 4, 4], [0, 0], 3)
except ValueError as e:
    show("ValueError", str(e))

# A ViT fine-tuned: no decay for norms, biases and tokens; cosine restarts.
stem = [ConvStemConfig(8, 3, 2), ConvStemConfig(16, 3, 2, activation_layer=nn.SiLU)]
vit = VisionTransformer(32, 4, 2, 4, 24, 48, dropout=0.1, attention_dropout=0.1, num_classes=10, representation_size=16, conv_stem_configs=stem)
show(vit.hidden_dim, vit.mlp_dim, vit.dropout, vit.representation_size, vit.seq_length, count(vit))
vit.heads.head = nn.Linear(vit.heads.head.in_features, 6)
for p in vit.conv_proj.parameters():
    p.requires_grad_(False)
decay, no_decay = [], []
for name, p in vit.named_parameters():
    if not p.requires_grad:
        continue
    (no_decay if p.ndim <= 1 or name.endswith("pos_embedding") or "class_token" in name else decay).append(p)
optimizer = AdamW([{"params": decay, "weight_decay": 0.05}, {"params": no_decay, "weight_decay": 0.0}], lr=3e-3, betas=(0.9, 0.95))
scheduler = CosineAnnealingWarmRestarts(optimizer, T_0=2, T_mult=2, eta_min=1e-5)
criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
vit.train()
for epoch in range(3):
    for step in range(2):
        loss = criterion(vit(x), y)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        norm = nn.utils.clip_grad_norm_(vit.parameters(), 1.0)
        optimizer.step()
        scheduler.step(epoch + step / 2)
        show(loss.item(), norm.item(), scheduler.get_last_lr()[0])

encoder = Encoder(seq_length=5, num_layers=2, num_heads=2, hidden_dim=8, mlp_dim=16, dropout=0.0, attention_dropout=0.0)
show(encoder(torch.rand(2, 5, 8)).sum((0, 2)))
layer = EncoderBlock(2, 8, 16, 0.0, 0.0, norm_layer=nn.LayerNorm)
layer.eval()
show(layer(torch.rand(2, 3, 8)).sum())
for bad in (lambda: VisionTransformer(30, 4, 1, 1, 8, 8), lambda: vit(torch.rand(1, 3, 30, 32)), lambda: encoder(torch.rand(5, 8))):
    try:
        bad()
    except AssertionError as e:
        show("AssertionError", str(e))


class DropPathMLP(nn.Module):
    """Residual layers, the deeper the more often left out."""

    def __init__(self, dim, depth, rate):
        super().__init__()
        rates = [r.item() for r in torch.linspace(0, rate, depth)]
        self.layers = nn.ModuleList([nn.Sequential(nn.LayerNorm(dim), nn.Linear(dim, dim), nn.GELU(), StochasticDepth(r, "row")) for r in rates])

    def forward(self, x):
        for layer in self.layers:
            x = x + layer(x)
        return x


net = DropPathMLP(6, 3, 0.5)
show(str(net.layers[2][3]))
show(net(torch.rand(8, 6)).sum(1))
