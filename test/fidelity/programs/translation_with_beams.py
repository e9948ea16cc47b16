"""Annotated-transformer-like copy/reverse task: Noam, label smoothing by KLDiv, beam search."""
import copy
import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.optim.lr_scheduler import LambdaLR

from shown import show

PAD, BOS, EOS = 0, 1, 2


def clones(module, n):
    return nn.ModuleList([copy.deepcopy(module) for _ in range(n)])


def subsequent_mask(size):
    attn_shape = (1, size, size)
    return torch.triu(torch.ones(attn_shape), diagonal=1).type(torch.uint8) == 0


def attention(query, key, value, mask=None, dropout=None):
    d_k = query.size(-1)
    scores = torch.matmul(query, key.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    p_attn = scores.softmax(dim=-1)
    if dropout is not None:
        p_attn = dropout(p_attn)
    return torch.matmul(p_attn, value), p_attn


class MultiHeadedAttention(nn.Module):
    def __init__(self, h, d_model, dropout=0.1):
        super(MultiHeadedAttention, self).__init__()
        assert d_model % h == 0
        self.d_k = d_model // h
        self.h = h
        self.linears = clones(nn.Linear(d_model, d_model), 4)
        self.attn = None
        self.dropout = nn.Dropout(p=dropout)

    def forward(self, query, key, value, mask=None):
        if mask is not None:
            mask = mask.unsqueeze(1)
        nbatches = query.size(0)
        query, key, value = [
            lin(x).view(nbatches, -1, self.h, self.d_k).transpose(1, 2)
            for lin, x in zip(self.linears, (query, key, value))
        ]
        x, self.attn = attention(query, key, value, mask=mask, dropout=self.dropout)
        x = x.transpose(1, 2).contiguous().view(nbatches, -1, self.h * self.d_k)
        del query, key, value
        return self.linears[-1](x)


class LayerNorm(nn.Module):
    def __init__(self, features, eps=1e-6):
        super().__init__()
        self.a_2 = nn.Parameter(torch.ones(features))
        self.b_2 = nn.Parameter(torch.zeros(features))
        self.eps = eps

    def forward(self, x):
        mean = x.mean(-1, keepdim=True)
        std = x.std(-1, keepdim=True)
        return self.a_2 * (x - mean) / (std + self.eps) + self.b_2


class SublayerConnection(nn.Module):
    def __init__(self, size, dropout):
        super().__init__()
        self.norm = LayerNorm(size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, sublayer):
        return x + self.dropout(sublayer(self.norm(x)))


class EncoderLayer(nn.Module):
    def __init__(self, size, self_attn, feed_forward, dropout):
        super().__init__()
        self.self_attn = self_attn
        self.feed_forward = feed_forward
        self.sublayer = clones(SublayerConnection(size, dropout), 2)
        self.size = size

    def forward(self, x, mask):
        x = self.sublayer[0](x, lambda x: self.self_attn(x, x, x, mask))
        return self.sublayer[1](x, self.feed_forward)


class DecoderLayer(nn.Module):
    def __init__(self, size, self_attn, src_attn, feed_forward, dropout):
        super().__init__()
        self.size = size
        self.self_attn = self_attn
        self.src_attn = src_attn
        self.feed_forward = feed_forward
        self.sublayer = clones(SublayerConnection(size, dropout), 3)

    def forward(self, x, memory, src_mask, tgt_mask):
        m = memory
        x = self.sublayer[0](x, lambda x: self.self_attn(x, x, x, tgt_mask))
        x = self.sublayer[1](x, lambda x: self.src_attn(x, m, m, src_mask))
        return self.sublayer[2](x, self.feed_forward)


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, dropout, max_len=50):
        super().__init__()
        self.dropout = nn.Dropout(p=dropout)
        pe = torch.zeros(max_len, d_model)
        position = torch.arange(0, max_len).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2) * -(math.log(10000.0) / d_model))
        pe[:, 0::2] = torch.sin(position * div_term)
        pe[:, 1::2] = torch.cos(position * div_term)
        self.register_buffer("pe", pe.unsqueeze(0))

    def forward(self, x):
        x = x + self.pe[:, : x.size(1)].requires_grad_(False)
        return self.dropout(x)


class EncoderDecoder(nn.Module):
    def __init__(self, vocab, n=2, d_model=16, d_ff=32, h=2, dropout=0.1):
        super().__init__()
        c = copy.deepcopy
        attn = MultiHeadedAttention(h, d_model)
        ff = nn.Sequential(nn.Linear(d_model, d_ff), nn.ReLU(), nn.Dropout(dropout), nn.Linear(d_ff, d_model))
        position = PositionalEncoding(d_model, dropout)
        self.encoder = clones(EncoderLayer(d_model, c(attn), c(ff), dropout), n)
        self.decoder = clones(DecoderLayer(d_model, c(attn), c(attn), c(ff), dropout), n)
        self.enc_norm, self.dec_norm = LayerNorm(d_model), LayerNorm(d_model)
        self.src_embed = nn.Sequential(nn.Embedding(vocab, d_model), c(position))
        self.tgt_embed = nn.Sequential(nn.Embedding(vocab, d_model), c(position))
        self.proj = nn.Linear(d_model, vocab)
        for p in self.parameters():
            if p.dim() > 1:
                nn.init.xavier_uniform_(p)

    def encode(self, src, src_mask):
        x = self.src_embed(src)
        for layer in self.encoder:
            x = layer(x, src_mask)
        return self.enc_norm(x)

    def decode(self, memory, src_mask, tgt, tgt_mask):
        x = self.tgt_embed(tgt)
        for layer in self.decoder:
            x = layer(x, memory, src_mask, tgt_mask)
        return self.dec_norm(x)

    def forward(self, src, tgt, src_mask, tgt_mask):
        return F.log_softmax(self.proj(self.decode(self.encode(src, src_mask), src_mask, tgt, tgt_mask)), dim=-1)


class LabelSmoothing(nn.Module):
    def __init__(self, size, padding_idx, smoothing=0.0):
        super().__init__()
        self.criterion = nn.KLDivLoss(reduction="sum")
        self.padding_idx = padding_idx
        self.confidence = 1.0 - smoothing
        self.smoothing = smoothing
        self.size = size
        self.true_dist = None

    def forward(self, x, target):
        assert x.size(1) == self.size
        true_dist = x.data.clone()
        true_dist.fill_(self.smoothing / (self.size - 2))
        true_dist.scatter_(1, target.data.unsqueeze(1), self.confidence)
        true_dist[:, self.padding_idx] = 0
        mask = torch.nonzero(target.data == self.padding_idx)
        if mask.dim() > 0:
            true_dist.index_fill_(0, mask.squeeze(), 0.0)
        self.true_dist = true_dist
        return self.criterion(x, true_dist.clone().detach())


class Batch:
    def __init__(self, src, tgt=None, pad=PAD):
        self.src = src
        self.src_mask = (src != pad).unsqueeze(-2)
        if tgt is not None:
            self.tgt = tgt[:, :-1]
            self.tgt_y = tgt[:, 1:]
            self.tgt_mask = self.make_std_mask(self.tgt, pad)
            self.ntokens = (self.tgt_y != pad).data.sum()

    @staticmethod
    def make_std_mask(tgt, pad):
        tgt_mask = (tgt != pad).unsqueeze(-2)
        return tgt_mask & subsequent_mask(tgt.size(-1)).type_as(tgt_mask.data)


def rate(step, model_size, factor, warmup):
    if step == 0:
        step = 1
    return factor * (model_size ** (-0.5) * min(step ** (-0.5), step * warmup ** (-1.5)))


def data_gen(V, batch_size, nbatches):
    for i in range(nbatches):
        lengths = torch.randint(3, 8, (batch_size,))
        data = torch.randint(3, V, size=(batch_size, 9))
        data = data.masked_fill(torch.arange(9)[None, :] >= lengths[:, None], PAD)
        tgt = torch.full((batch_size, 11), PAD)
        tgt[:, 0] = BOS
        for b, l in enumerate(lengths.tolist()):
            tgt[b, 1 : l + 1] = data[b, :l].flip(0)
            tgt[b, l + 1] = EOS
        yield Batch(data, tgt)


def beam_search(model, src, src_mask, max_len, beam=3, alpha=0.6):
    memory = model.encode(src, src_mask)
    beams = [(torch.full((1, 1), BOS, dtype=src.dtype), 0.0, False)]
    for _ in range(max_len - 1):
        candidates = []
        for ys, score, done in beams:
            if done:
                candidates.append((ys, score, done))
                continue
            out = model.decode(memory, src_mask, ys, subsequent_mask(ys.size(1)).type_as(src.data))
            logp = F.log_softmax(model.proj(out[:, -1]), dim=-1)
            top = logp.topk(beam, dim=-1)
            for v, i in zip(top.values[0], top.indices[0]):
                candidates.append((torch.cat([ys, i.view(1, 1)], dim=1), score + v.item(), i.item() == EOS))
        candidates.sort(key=lambda c: c[1] / ((5 + c[0].size(1)) / 6) ** alpha, reverse=True)
        beams = candidates[:beam]
        if all(d for _, _, d in beams):
            break
    return beams


def main():
    torch.manual_seed(7)
    V = 11
    criterion = LabelSmoothing(size=V, padding_idx=PAD, smoothing=0.1)
    model = EncoderDecoder(V)
    show(str(model))
    show("parameters: {:,}".format(sum(p.numel() for p in model.parameters())))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.5, betas=(0.9, 0.98), eps=1e-9)
    lr_scheduler = LambdaLR(optimizer=optimizer, lr_lambda=lambda step: rate(step, 16, factor=1.0, warmup=40))
    for epoch in range(3):
        model.train()
        total, tokens = 0, 0
        for i, batch in enumerate(data_gen(V, 16, 10)):
            out = model(batch.src, batch.tgt, batch.src_mask, batch.tgt_mask)
            loss = criterion(out.contiguous().view(-1, out.size(-1)), batch.tgt_y.contiguous().view(-1)) / batch.ntokens
            loss.backward()
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            lr_scheduler.step()
            total += loss.item() * batch.ntokens
            tokens += batch.ntokens
            if i % 5 == 0:
                lr = optimizer.param_groups[0]["lr"]
                show(("Epoch Step: %6d | Loss: %6.2f " + "| Learning Rate: %6.1e") % (i, loss.item(), lr), loss.item())
        show(f"Epoch {epoch}: loss {total / tokens} ({type(total).__name__}), tokens {tokens}")
    model.eval()
    with torch.no_grad():
        batch = next(data_gen(V, 1, 1))
        for ys, score, done in beam_search(model, batch.src, batch.src_mask, 9):
            show(ys, score, done)
        show(model.encoder[0].self_attn.attn)
        show(criterion.true_dist[:4])


main()
