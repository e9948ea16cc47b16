from shown import show
import torch, torch.nn as nn

torch.manual_seed(8)
tr = nn.Transformer(
    d_model=8,
    nhead=2,
    num_encoder_layers=1,
    num_decoder_layers=1,
    dim_feedforward=16,
    dropout=0.1,
    batch_first=True,
)
src, tgt = torch.randn(3, 5, 8), torch.randn(3, 4, 8)
m = nn.Transformer.generate_square_subsequent_mask(4)
pad = torch.tensor([[False] * 5, [False] * 4 + [True], [False] * 3 + [True] * 2])
trained = tr(src, tgt, tgt_mask=m, src_key_padding_mask=pad, memory_key_padding_mask=pad, tgt_is_causal=True)
trained.sum().backward()
show(trained, tr.encoder.layers[0].self_attn.in_proj_weight.grad)
tr.eval()
with torch.no_grad():
    show(tr(src, tgt, tgt_mask=m, src_key_padding_mask=pad, memory_key_padding_mask=pad))
s = src.view(3, 5, 2, 4).transpose(1, 2)
show(nn.functional.scaled_dot_product_attention(s, s, s, is_causal=True))
with torch.no_grad():
    show(tr.encoder(src))
    show(tr.encoder(src, src_key_padding_mask=pad))
    show(tr.decoder(tgt, src, tgt_mask=m))
    show(tr.decoder(tgt, src, tgt_mask=m, memory_key_padding_mask=pad))
    l = tr.decoder.layers[0]
    show(l.self_attn(tgt, tgt, tgt, attn_mask=m, need_weights=False)[0])
    show(l.self_attn(tgt, tgt, tgt, need_weights=False)[0])
    show(l.multihead_attn(tgt, src, src, key_padding_mask=pad, need_weights=False)[0])
    show(l.self_attn(tgt, tgt, tgt, attn_mask=m, need_weights=False, is_causal=True)[0])
    show(tr(src, tgt, tgt_mask=m))
pf = torch.zeros(3, 5).masked_fill(pad, float('-inf'))
m5 = nn.Transformer.generate_square_subsequent_mask(5)
mb = m5 < 0
m3 = mb.expand(6, 5, 5)
with torch.no_grad():
    mha = tr.encoder.layers[0].self_attn
    for nw in (True, False):
        for am in (None, m5, mb, m3):
            for kp in (None, pad, pf):
                o, w = mha(src, src, src, key_padding_mask=kp, attn_mask=am, need_weights=nw)
                show(o, w if w is not None else 0)
    el = tr.encoder.layers[0]
    for am in (None, m5, mb):
        for kp in (None, pad, pf):
            show(el(src, src_mask=am, src_key_padding_mask=kp))
            show(tr.encoder(src, mask=am, src_key_padding_mask=kp))
    show(el(src, m5, is_causal=True), el(src[0]), el(src[0], m5))
el = nn.TransformerEncoderLayer(8, 2, 16, activation=nn.GELU(), norm_first=True, batch_first=True, bias=False)
enc = nn.TransformerEncoder(el, 2, norm=nn.LayerNorm(8)).eval()
for g in (False, True):
    with torch.set_grad_enabled(g):
        show(enc(src), enc(src, m5, is_causal=True), enc(src, src_key_padding_mask=pad))
