// Makes a call from its description.
import type { Schema } from '../../src/ops/index.ts';
import { Tensor } from '../../src/tensor.ts';
import { type CallText, made } from './arguments.ts';

function use(result: unknown, after: CallText['after']): void {
  if (after === 'print') String(result);
  if (after === 'backward' && result instanceof Tensor && result.requires_grad) result.sum().backward();
}

export function perform(text: CallText, schema: Schema, call: (...args: unknown[]) => unknown): void {
  const args = text.args.map(made);
  const kwargs = Object.entries(text.kwargs).map(([key, value]) => [key, made(value)]);
  const keywords = Object.fromEntries(kwargs);
  // Python spells every written keyword of an out= overload by its own name; here they stand in `out`.
  const outs = schema.params.filter((param) => param.written && param.keywordOnly && param.name in keywords);
  if (schema.isOut && outs.length > 0) {
    const values = outs.map((param) => keywords[param.name]);
    for (const param of outs) delete keywords[param.name];
    keywords.out = values.length === 1 ? values[0] : values;
  }
  use(Object.keys(keywords).length > 0 ? call(...args, keywords) : call(...args), text.after);
}
