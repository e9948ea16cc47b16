import { AssertionError, RuntimeError } from '../../errors.ts';
import { keywords } from '../../keywords.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { warn } from './common.ts';
import { linear } from './linear.ts';

/**
 * softmax(q kᵀ / √E + mask) v: `scaled_dot_product_attention(query, key, value, attn_mask = null, dropout_p = 0,
 * is_causal = false, {scale, enable_gqa})`, (N, *, L, E), (N, *, S, E), (N, *, S, Ev) -> (N, *, L, Ev).
 *
 * A boolean mask says where to look, another one is added. Source: Vaswani et al. 2017, arXiv:1706.03762.
 */
export const scaled_dot_product_attention = torch.scaled_dot_product_attention;

/** Shapes: T target and S source length, N batch, E embedding, h heads, d = E / h. */
interface Heads {
  length: number; // T
  batch: number; // N
  embedding: number; // E
  heads: number; // h
  size: number; // d
}

type Projections = [q: Tensor, k: Tensor, v: Tensor];

function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

function checkRanks(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  key_padding_mask: Tensor | null,
  attn_mask: Tensor | null,
): boolean {
  const dims = query.dim();
  check(
    dims === 2 || dims === 3,
    `query should be unbatched 2D or batched 3D tensor but received ${dims}-D query tensor`,
  );
  const kind = dims === 3 ? 'batched (3-D)' : 'unbatched (2-D)';
  check(
    key.dim() === dims && value.dim() === dims,
    `For ${kind} \`query\`, expected \`key\` and \`value\` to be ${dims}-D but found ${key.dim()}-D and ${value.dim()}-D tensors respectively`,
  );
  check(
    key_padding_mask === null || key_padding_mask.dim() === dims - 1,
    `For ${kind} \`query\`, expected \`key_padding_mask\` to be \`None\` or ${dims - 1}-D but found ${key_padding_mask?.dim()}-D tensor instead`,
  );
  check(
    attn_mask === null || attn_mask.dim() === 2 || attn_mask.dim() === 3,
    `For ${kind} \`query\`, expected \`attn_mask\` to be \`None\`, 2-D or 3-D but found ${attn_mask?.dim()}-D tensor instead`,
  );
  return dims === 3;
}

/** A mask as numbers to add: -Infinity where a boolean one says "not here". */
export function additiveMask(mask: Tensor | null, name: string, dtype: Tensor['dtype']): Tensor | null {
  if (mask === null || mask.is_floating_point()) return mask;
  check(mask.dtype === torch.bool, `only bool and floating types of ${name} are supported`);
  return torch.zeros_like(mask, { dtype }).masked_fill_(mask, Number.NEGATIVE_INFINITY);
}

// One matrix holds all three projections; where inputs are the same tensor, one product serves them.
function projectPacked(q: Tensor, k: Tensor, v: Tensor, w: Tensor, b: Tensor | null): Projections {
  const e = q.size(-1);
  const several = (x: Tensor, weight: Tensor, bias: Tensor | null, n: number): Tensor =>
    linear(x, weight, bias).unflatten(-1, [n, e]).unsqueeze(0).transpose(0, -2).squeeze(-2).contiguous();
  if (k === v && q === k) {
    const all = several(q, w, b, 3); // (3, T, N, E)
    return [all.select(0, 0), all.select(0, 1), all.select(0, 2)];
  }
  if (k === v) {
    const [wq, wkv] = w.split([e, 2 * e]);
    const [bq, bkv] = b === null ? [null, null] : b.split([e, 2 * e]);
    const query = linear(q, wq, bq as Tensor | null);
    const both = several(k, wkv, bkv as Tensor | null, 2); // (2, S, N, E)
    return [query, both.select(0, 0), both.select(0, 1)];
  }
  const [wq, wk, wv] = w.chunk(3);
  return project([q, k, v], [wq, wk, wv], b);
}

function project([q, k, v]: Projections, [wq, wk, wv]: Projections, b: Tensor | null): Projections {
  const [bq, bk, bv] = b === null ? [null, null, null] : b.chunk(3);
  return [
    linear(q, wq, bq as Tensor | null),
    linear(k, wk, bk as Tensor | null),
    linear(v, wv, bv as Tensor | null),
  ];
}

function checkMask(mask: Tensor, { length, batch, heads }: Heads, source: number): Tensor {
  const three = mask.dim() === 3;
  const wanted = three ? [batch * heads, length, source] : [length, source];
  if (!wanted.every((n, i) => n === mask.size(i))) {
    throw new RuntimeError(
      `The shape of the ${mask.dim()}D attn_mask is ${mask.shape}, but should be (${wanted.join(', ')}).`,
    );
  }
  return three ? mask : mask.unsqueeze(0);
}

// (S, N, E) -> (N h, S, d)
const splitHeads = (x: Tensor, { batch, heads, size }: Heads): Tensor =>
  x.view(x.size(0), batch * heads, size).transpose(0, 1);

function given(x: Tensor, name: string, { batch, heads, size }: Heads): Tensor {
  check(
    x.size(0) === batch * heads && x.size(2) === size,
    `expecting ${name} of shape (${batch * heads}, S, ${size}), but got ${x.shape}`,
  );
  return x;
}

const padLast = (mask: Tensor | null) => (mask === null ? null : torch.pad(mask, [0, 1]));

/**
 * Multi-head attention: concat_i(softmax(q_i k_iᵀ / √d + mask) v_i) Wᵒ, q_i = q Wᵢ and so on.
 *
 * query (T, N, E), key (S, N, Ek), value (S, N, Ev), or without N -> [(T, N, E), weights (N, T, S)], the weights null
 * without `need_weights`, (N, h, T, S) without `average_attn_weights`. `key_padding_mask` (N, S), `attn_mask` (T, S)
 * or (N h, T, S): true, or -Infinity, is where not to look. Throws AssertionError or RuntimeError for shapes that do not
 * fit. Source: Vaswani et al. 2017, arXiv:1706.03762; PyTorch 2.13, `torch.nn.functional.multi_head_attention_forward`.
 */
export const multi_head_attention_forward = keywords(
  'multi_head_attention_forward',
  [
    'query',
    'key',
    'value',
    'embed_dim_to_check',
    'num_heads',
    'in_proj_weight',
    'in_proj_bias',
    'bias_k',
    'bias_v',
    'add_zero_attn',
    'dropout_p',
    'out_proj_weight',
    'out_proj_bias',
    'training',
    'key_padding_mask',
    'need_weights',
    'attn_mask',
    'use_separate_proj_weight',
    'q_proj_weight',
    'k_proj_weight',
    'v_proj_weight',
    'static_k',
    'static_v',
    'average_attn_weights',
    'is_causal',
  ],
  (
    query: Tensor,
    key: Tensor,
    value: Tensor,
    embed_dim_to_check: number,
    num_heads: number,
    in_proj_weight: Tensor | null,
    in_proj_bias: Tensor | null,
    bias_k: Tensor | null,
    bias_v: Tensor | null,
    add_zero_attn: boolean,
    dropout_p: number,
    out_proj_weight: Tensor,
    out_proj_bias: Tensor | null,
    training: boolean = true,
    key_padding_mask: Tensor | null = null,
    need_weights: boolean = true,
    attn_mask: Tensor | null = null,
    use_separate_proj_weight: boolean = false,
    q_proj_weight: Tensor | null = null,
    k_proj_weight: Tensor | null = null,
    v_proj_weight: Tensor | null = null,
    static_k: Tensor | null = null,
    static_v: Tensor | null = null,
    average_attn_weights: boolean = true,
    is_causal: boolean = false,
  ): [output: Tensor, weights: Tensor | null] => {
    const batched = checkRanks(query, key, value, key_padding_mask, attn_mask);
    if (is_causal && attn_mask === null) {
      throw new RuntimeError('Need attn_mask if specifying the is_causal hint.');
    }
    // Whether inputs are the same object decides how they are projected; without a batch they never are, as in PyTorch.
    const batch = (x: Tensor): Tensor => (batched ? x : x.unsqueeze(1));
    const [q3, k3, v3] = [batch(query), batch(key), batch(value)];
    const [length, n, embedding] = q3.shape as unknown as [number, number, number];
    check(
      embedding === embed_dim_to_check,
      `was expecting embedding dimension of ${embed_dim_to_check}, but got ${embedding}`,
    );
    const size = Math.floor(embedding / num_heads);
    check(size * num_heads === embedding, `embed_dim ${embedding} not divisible by num_heads ${num_heads}`);
    const heads: Heads = { length, batch: n, embedding, heads: num_heads, size };

    if (key_padding_mask !== null && attn_mask !== null && key_padding_mask.dtype !== attn_mask.dtype) {
      warn(
        'Support for mismatched key_padding_mask and attn_mask is deprecated. Use same type for both instead.',
      );
    }
    let padding = additiveMask(key_padding_mask, 'key_padding_mask', query.dtype);
    if (padding !== null && !batched) padding = padding.unsqueeze(0);
    const hintOnly = is_causal && padding === null && !need_weights;
    const causal = is_causal && padding === null;
    let mask = hintOnly ? null : additiveMask(attn_mask, 'attn_mask', query.dtype);

    const separate = [q_proj_weight, k_proj_weight, v_proj_weight];
    let [q, k, v] = use_separate_proj_weight
      ? project([q3, k3, v3], checkSeparate(separate, k3, v3), in_proj_bias)
      : projectPacked(q3, k3, v3, checkPacked(in_proj_weight, k3, v3), in_proj_bias);
    if (mask !== null) mask = checkMask(mask, heads, k3.size(0));

    check((bias_k === null) === (bias_v === null), 'bias_k and bias_v are given together or not at all');
    if (bias_k !== null && bias_v !== null) {
      check(static_k === null && static_v === null, 'bias cannot be added to static key or value.');
      k = torch.cat([k, bias_k.repeat(1, n, 1)]);
      v = torch.cat([v, bias_v.repeat(1, n, 1)]);
      mask = padLast(mask);
      padding = padLast(padding);
    }
    q = splitHeads(q, heads);
    k = static_k === null ? splitHeads(k, heads) : given(static_k, 'static_k', heads);
    v = static_v === null ? splitHeads(v, heads) : given(static_v, 'static_v', heads);
    if (add_zero_attn) {
      const nothing = (x: Tensor) =>
        torch.zeros([n * num_heads, 1, size], { dtype: x.dtype, device: x.device });
      k = torch.cat([k, nothing(k)], 1);
      v = torch.cat([v, nothing(v)], 1);
      mask = padLast(mask);
      padding = padLast(padding);
    }
    const source = k.size(1);
    if (padding !== null) {
      check(
        padding.size(0) === n && padding.size(1) === source,
        `Expected key_padding_mask of shape (${n}, ${source}), but got ${padding.shape}`,
      );
      const each = padding
        .view(n, 1, 1, source)
        .expand(-1, num_heads, -1, -1)
        .reshape(n * num_heads, 1, source);
      mask = mask === null ? each : mask.add(each);
    }
    const p = training ? dropout_p : 0;
    const attend = need_weights ? attendWithWeights : attendFused;
    const [context, weights] = attend(q, k, v, mask, p, causal, heads); // (T N, E), (N, h, T, S)
    const projected = linear(context, out_proj_weight, out_proj_bias);
    const output = projected.view(length, n, projected.size(1));
    const averaged = weights !== null && average_attn_weights ? weights.mean(1) : weights;
    return batched ? [output, averaged] : [output.squeeze(1), averaged === null ? null : averaged.squeeze(0)];
  },
);

function checkPacked(weight: Tensor | null, key: Tensor, value: Tensor): Tensor {
  check(
    String(key.shape) === String(value.shape),
    `key shape ${key.shape} does not match value shape ${value.shape}`,
  );
  check(weight !== null, 'use_separate_proj_weight is False but in_proj_weight is None');
  return weight;
}

function checkSeparate(weights: (Tensor | null)[], key: Tensor, value: Tensor): Projections {
  check(
    key.size(0) === value.size(0) && key.size(1) === value.size(1),
    `key's sequence and batch dims ${torch.Size(key.shape.slice(0, 2))} do not match value's ${torch.Size(value.shape.slice(0, 2))}`,
  );
  check(
    weights.every((w) => w !== null),
    'use_separate_proj_weight is True but a projection weight is None',
  );
  return weights as Projections;
}

type Attend = (
  q: Tensor, // (N h, T, d)
  k: Tensor, // (N h, S, d)
  v: Tensor, // (N h, S, d)
  mask: Tensor | null,
  p: number,
  causal: boolean,
  heads: Heads,
) => [context: Tensor, weights: Tensor | null];

const attendWithWeights: Attend = (q, k, v, mask, p, _causal, { length, batch, embedding, heads, size }) => {
  const scaled = q.mul(Math.sqrt(1 / size));
  const scores = mask === null ? torch.bmm(scaled, k.mT) : torch.baddbmm(mask, scaled, k.mT);
  const soft = torch.softmax(scores, -1);
  const kept = p > 0 ? torch.dropout(soft, p, true) : soft;
  const context = torch
    .bmm(kept, v)
    .transpose(0, 1)
    .reshape(length * batch, embedding);
  return [context, kept.view(batch, heads, length, k.size(1))];
};

const attendFused: Attend = (q, k, v, mask, p, causal, { length, batch, embedding, heads, size }) => {
  const source = k.size(1);
  const shaped =
    mask === null || mask.size(0) === 1 ? (mask?.unsqueeze(0) ?? null) : mask.view(batch, heads, -1, source);
  const split = (x: Tensor) => x.view(batch, heads, x.size(1), size);
  const context = scaled_dot_product_attention(split(q), split(k), split(v), shaped, p, causal);
  return [context.permute(2, 0, 1, 3).reshape(length * batch, embedding), null];
};
