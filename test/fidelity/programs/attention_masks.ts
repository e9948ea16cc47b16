import { nn, torch } from '../../../src/index.ts';
import { show } from './shown.ts';

torch.manual_seed(8);
const tr: any = nn.Transformer({
  d_model: 8,
  nhead: 2,
  num_encoder_layers: 1,
  num_decoder_layers: 1,
  dim_feedforward: 16,
  dropout: 0.1,
  batch_first: true,
});
const [src, tgt] = [torch.randn(3, 5, 8), torch.randn(3, 4, 8)];
const m = nn.Transformer.generate_square_subsequent_mask(4);
const pad = torch.tensor([
  [false, false, false, false, false],
  [false, false, false, false, true],
  [false, false, false, true, true],
]);
const trained = tr(src, tgt, {
  tgt_mask: m,
  src_key_padding_mask: pad,
  memory_key_padding_mask: pad,
  tgt_is_causal: true,
});
trained.sum().backward();
show(trained, tr.encoder.layers.at(0).self_attn.in_proj_weight.grad);
tr.eval();
torch.no_grad(() =>
  show(tr(src, tgt, { tgt_mask: m, src_key_padding_mask: pad, memory_key_padding_mask: pad })),
);
const s = src.view(3, 5, 2, 4).transpose(1, 2);
show(nn.functional.scaled_dot_product_attention(s, s, s, { is_causal: true }));
torch.no_grad(() => {
  show(tr.encoder(src));
  show(tr.encoder(src, { src_key_padding_mask: pad }));
  show(tr.decoder(tgt, src, { tgt_mask: m }));
  show(tr.decoder(tgt, src, { tgt_mask: m, memory_key_padding_mask: pad }));
  const l = tr.decoder.layers.at(0);
  show(l.self_attn(tgt, tgt, tgt, { attn_mask: m, need_weights: false })[0]);
  show(l.self_attn(tgt, tgt, tgt, { need_weights: false })[0]);
  show(l.multihead_attn(tgt, src, src, { key_padding_mask: pad, need_weights: false })[0]);
  show(l.self_attn(tgt, tgt, tgt, { attn_mask: m, need_weights: false, is_causal: true })[0]);
  show(tr(src, tgt, { tgt_mask: m }));
});
const pf = torch.zeros(3, 5).masked_fill(pad, -Infinity);
const m5 = nn.Transformer.generate_square_subsequent_mask(5),
  mb = m5.lt(0),
  m3 = mb.expand(6, 5, 5);
torch.no_grad(() => {
  const mha = tr.encoder.layers.at(0).self_attn;
  for (const nw of [true, false])
    for (const am of [null, m5, mb, m3])
      for (const kp of [null, pad, pf]) {
        const [o, w] = mha(src, src, src, { key_padding_mask: kp, attn_mask: am, need_weights: nw });
        show(o, w ?? 0);
      }
  const el = tr.encoder.layers.at(0);
  for (const am of [null, m5, mb])
    for (const kp of [null, pad, pf]) {
      show(el(src, { src_mask: am, src_key_padding_mask: kp }));
      show(tr.encoder(src, { mask: am, src_key_padding_mask: kp }));
    }
  show(el(src, m5, { is_causal: true }), el(src.index(0)), el(src.index(0), m5));
});
const el = nn.TransformerEncoderLayer(8, 2, 16, {
  activation: nn.GELU() as any,
  norm_first: true,
  batch_first: true,
  bias: false,
});
const enc = nn.TransformerEncoder(el, 2, { norm: nn.LayerNorm(8) }).eval();
for (const g of [false, true])
  torch.set_grad_enabled(g, () => {
    show(enc(src), enc(src, m5, { is_causal: true }), enc(src, { src_key_padding_mask: pad }));
  });
