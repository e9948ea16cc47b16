"""Whole modules as Python PyTorch pickles them, with inputs and outputs, for test/serialization/modules.test.ts.

    python scripts/golden/serialization_modules.py      writes test/golden/serialization/modules.pt, and torchvision.pt where torchvision is there

The weights of torchvision's networks are views of a few numbers, so that the file stays small.
"""

import io
import sys
import warnings
import zipfile
from pathlib import Path

import torch
from torch import nn

warnings.simplefilter('ignore')
torch.set_num_threads(1)
torch.manual_seed(0)
GOLDEN = Path(__file__).resolve().parents[2] / 'test' / 'golden' / 'serialization'

image = torch.randn(2, 4, 6, 7)
row = torch.randn(2, 4, 9)
cube = torch.randn(1, 2, 4, 5, 6)
flat = torch.randn(3, 4)
sequence = torch.randn(5, 2, 4)
ints = torch.tensor([[1, 2, 0], [3, 0, 1]])
log_probs = torch.randn(3, 4).log_softmax(1)
target = torch.tensor([1, 0, 3])


def cases():
    yield from ((m, [flat]) for m in (
        nn.Linear(4, 3), nn.Linear(4, 3, bias=False), nn.Identity(), nn.ReLU(), nn.ReLU(inplace=True), nn.ReLU6(), nn.ELU(0.5), nn.SELU(),
        nn.CELU(0.7), nn.GELU(), nn.GELU('tanh'), nn.LeakyReLU(0.2), nn.PReLU(), nn.PReLU(4), nn.Sigmoid(), nn.Tanh(), nn.Softmax(1),
        nn.LogSoftmax(1), nn.Softmin(1), nn.Softplus(2.0, 3.0), nn.Softshrink(0.3), nn.Softsign(), nn.Tanhshrink(), nn.Hardshrink(0.4),
        nn.Hardsigmoid(), nn.Hardswish(), nn.Hardtanh(-0.5, 0.7), nn.LogSigmoid(), nn.Mish(), nn.SiLU(), nn.RReLU(), nn.Threshold(0.1, 2),
        nn.GLU(1), nn.Dropout(0.3), nn.AlphaDropout(0.3), nn.FeatureAlphaDropout(0.3), nn.BatchNorm1d(4), nn.LayerNorm(4), nn.LayerNorm([3, 4], elementwise_affine=False),
        nn.RMSNorm(4), nn.Flatten(0), nn.Unflatten(1, (2, 2)), nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 2)),
    ))
    named = nn.Sequential()
    named.add_module('first', nn.Linear(4, 4))
    named.add_module('second', nn.Tanh())
    yield named, [flat]
    yield from ((m, [image]) for m in (
        nn.Conv2d(4, 6, (3, 2), stride=(2, 1), padding=(1, 0), dilation=(1, 2), groups=2), nn.Conv2d(4, 2, 3, padding='same', padding_mode='reflect'),
        nn.Conv2d(4, 2, 3, padding=1, padding_mode='circular', bias=False), nn.ConvTranspose2d(4, 3, 3, stride=2, padding=1, output_padding=1), nn.BatchNorm2d(4), nn.BatchNorm2d(4, affine=False, track_running_stats=False),
        nn.GroupNorm(2, 4), nn.InstanceNorm2d(4, affine=True), nn.LocalResponseNorm(2), nn.MaxPool2d(2), nn.MaxPool2d(3, 2, 1, ceil_mode=True), nn.AvgPool2d((2, 3), count_include_pad=False),
        nn.LPPool2d(2, 2), nn.AdaptiveAvgPool2d((2, None)), nn.AdaptiveMaxPool2d(2), nn.ZeroPad2d(1), nn.ConstantPad2d((1, 2, 0, 1), 0.5), nn.ReflectionPad2d(1), nn.ReplicationPad2d(2),
        nn.CircularPad2d(1), nn.PixelShuffle(2), nn.PixelUnshuffle(1), nn.ChannelShuffle(2), nn.Upsample(scale_factor=2), nn.Upsample(size=(5, 5), mode='bilinear', align_corners=True), nn.UpsamplingNearest2d(scale_factor=2),
        nn.UpsamplingBilinear2d(size=(3, 4)), nn.Dropout2d(0.2), nn.Softmax2d(), nn.Unfold((2, 3), padding=1), nn.SyncBatchNorm(4), nn.Hardswish(inplace=True),
    ))
    yield nn.Fold((4, 5), (2, 2)), [torch.randn(1, 8, 12)]
    yield from ((m, [row]) for m in (nn.Conv1d(4, 2, 3), nn.ConvTranspose1d(4, 2, 3), nn.MaxPool1d(2), nn.AvgPool1d(2), nn.LPPool1d(2, 3), nn.AdaptiveAvgPool1d(3), nn.AdaptiveMaxPool1d(2), nn.InstanceNorm1d(4), nn.ReflectionPad1d(2), nn.ReplicationPad1d(1), nn.ConstantPad1d(1, 2), nn.ZeroPad1d(1), nn.CircularPad1d(1), nn.Dropout1d(0.2)))
    yield from ((m, [cube]) for m in (nn.Conv3d(2, 2, (2, 1, 3)), nn.ConvTranspose3d(2, 1, 2), nn.BatchNorm3d(2), nn.InstanceNorm3d(2), nn.MaxPool3d(2), nn.AvgPool3d(2), nn.AdaptiveAvgPool3d(2), nn.AdaptiveMaxPool3d((1, 2, 2)), nn.ReplicationPad3d(1), nn.ConstantPad3d(1, 3), nn.ZeroPad3d(1), nn.ReflectionPad3d(1), nn.CircularPad3d(1), nn.Dropout3d(0.2)))
    yield from ((m, [ints]) for m in (nn.Embedding(5, 3), nn.Embedding(5, 3, padding_idx=0, max_norm=2.0), nn.EmbeddingBag(5, 3, mode='sum')))
    yield nn.Bilinear(4, 4, 2), [flat, flat]
    yield nn.CosineSimilarity(1), [flat, flat + 1]
    yield nn.PairwiseDistance(1), [flat, flat + 1]
    yield from ((m, [sequence]) for m in (nn.RNN(4, 3), nn.LSTM(4, 3, num_layers=2, bidirectional=True), nn.LSTM(4, 3, proj_size=2), nn.GRU(4, 3, batch_first=True)))
    yield from ((m, [flat]) for m in (nn.RNNCell(4, 3), nn.LSTMCell(4, 3), nn.GRUCell(4, 3)))
    yield nn.MultiheadAttention(4, 2), [sequence, sequence, sequence]
    yield nn.MultiheadAttention(4, 2, kdim=4, vdim=4, batch_first=True, add_bias_kv=True), [sequence, sequence, sequence]
    yield nn.TransformerEncoderLayer(4, 2, 8), [sequence]
    yield nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, activation='gelu'), 2), [sequence]
    yield nn.TransformerDecoderLayer(4, 2, 8), [sequence, sequence]
    yield from ((m, [flat, flat + 0.5]) for m in (nn.L1Loss(), nn.MSELoss(reduction='sum'), nn.SmoothL1Loss(beta=0.3), nn.HuberLoss(delta=0.7), nn.SoftMarginLoss(), nn.BCEWithLogitsLoss(pos_weight=torch.ones(4))))
    yield nn.KLDivLoss(reduction='batchmean'), [flat.log_softmax(1), flat.softmax(1)]
    yield nn.BCELoss(), [flat.sigmoid(), flat.sigmoid()]
    yield from ((m, [log_probs, target]) for m in (nn.NLLLoss(weight=torch.arange(4.)), nn.CrossEntropyLoss(label_smoothing=0.1, ignore_index=3), nn.MultiMarginLoss()))
    yield nn.PoissonNLLLoss(), [flat, flat.abs()]
    yield nn.GaussianNLLLoss(), [flat, flat + 1, flat.abs()]
    yield nn.MarginRankingLoss(0.1), [flat[:, 0], flat[:, 1], torch.tensor([1., -1, 1])]
    yield nn.HingeEmbeddingLoss(), [flat, flat.sign()]
    yield nn.CosineEmbeddingLoss(), [flat, flat + 1, torch.tensor([1., -1, 1])]
    yield nn.TripletMarginLoss(), [flat, flat + 1, flat - 2]
    yield nn.MultiLabelSoftMarginLoss(), [flat, flat.gt(0).float()]
    yield nn.MultiLabelMarginLoss(), [flat, torch.tensor([[1, 0, -1, -1]] * 3)]


class Net(nn.Module):
    """Of a class of the user's, with parts that no layer runs."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(4, 4), nn.BatchNorm1d(4)])
        self.heads = nn.ModuleDict({'b': nn.Linear(4, 2), 'a': nn.Linear(4, 1)})
        self.scales = nn.ParameterList([nn.Parameter(torch.ones(2)), nn.Parameter(torch.zeros(1))])
        self.named = nn.ParameterDict({'y': nn.Parameter(torch.ones(1)), 'x': nn.Parameter(torch.zeros(2))})
        self.register_buffer('steps', torch.tensor(3))
        self.register_buffer('cache', torch.zeros(2), persistent=False)
        self.config = {'lr': 0.1}


Net.__module__ = 'my_project.net'
sys.modules['my_project'] = sys.modules['my_project.net'] = sys.modules['__main__']


def describe(module, inputs):
    with torch.no_grad():
        output = module(*[x.clone() for x in inputs])
    return {'module': module, 'text': repr(module), 'inputs': inputs, 'output': output}


def small(module):
    """The same network with weights that are views of a few numbers."""
    for p in [*module.parameters(), *module.buffers()]:
        if p.dim() == 4:
            p.data = (torch.randn(1, 1, *p.shape[2:]) / p[0].numel()).expand(p.shape)
        elif p.dim() == 2:
            p.data = (torch.randn(1, 1) / p.shape[1]).expand(p.shape)
        elif p.dim() == 1:
            p.data = (p.data[:1].clone() * 1.25).expand(p.shape)
    return module


def pooled(module):
    """The same network with all its floats in one storage, one entry of the file instead of hundreds; short numbers, which compress."""
    tensors = [p for p in [*module.parameters(), *module.buffers()] if p.is_floating_point()]
    parts = [p.data.as_strided((p.untyped_storage().nbytes() // 4,), (1,), 0) for p in tensors]
    pool, offset = torch.cat(parts).bfloat16().float(), 0
    for p, part in zip(tensors, parts):
        p.data = pool.as_strided(p.shape, p.stride(), offset + p.storage_offset())
        offset += part.numel()
    return module


def save(value, name):
    """Compressed, as no program of PyTorch's writes it, but all read it."""
    whole = io.BytesIO()
    torch.save(value, whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(GOLDEN / name, 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for entry in old.namelist():
            new.writestr(entry, old.read(entry))


def main():
    save({'cases': [describe(module.eval(), inputs) for module, inputs in cases()], 'net': Net(), 'keys': list(Net().state_dict())}, 'modules.pt')
    try:
        import torchvision_cpu  # noqa: F401
        import torchvision.models as models
    except ImportError:
        return print('torchvision is not there: torchvision.pt is left as it is')
    networks = [
        (models.resnet18(), 64), (models.ResNet(models.resnet.Bottleneck, [1, 1, 1, 1], groups=2, width_per_group=32), 64), (models.vgg11(), 32), (models.alexnet(), 64),
        (models.squeezenet1_1(), 64), (models.mobilenet_v3_small(), 32),
    ]
    save([{'name': type(m).__name__, **describe(small(m).eval(), [torch.randn(1, 3, size, size)])} for m, size in networks], 'torchvision.pt')

    swin = dict(patch_size=[4, 4], embed_dim=8, depths=[2, 1], num_heads=[2, 4], window_size=[4, 4], num_classes=5)
    v2 = dict(block=models.swin_transformer.SwinTransformerBlockV2, downsample_layer=models.swin_transformer.PatchMergingV2)
    attending = [
        (small(models.Inception3(num_classes=5, aux_logits=True, transform_input=True, init_weights=False)), 80),
        (models.VisionTransformer(32, 16, 2, 2, 8, 16, num_classes=5), 32),
        (models.SwinTransformer(**swin), 40), (models.SwinTransformer(**swin, **v2), 40),
        (models.MaxVit((64, 64), 8, 4, [8, 16], [1, 2], 4, 0.1, num_classes=5), 64),
    ]
    save([{'name': type(m).__name__, **describe(pooled(m).eval(), [torch.randn(1, 3, size, size).bfloat16().float()])} for m, size in attending], 'torchvision_attention.pt')


main()
