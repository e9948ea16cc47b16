// Makes a call from its description.
import { ops, schemaOf } from '../../src/ops/index.ts';
import { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { calledAs } from '../../test/conformance/ops.ts';
import { tensorsIn } from '../../test/conformance/values.ts';
import { type CallText, made, type Text } from './arguments.ts';
import { inForm } from './forms.ts';

function differentiate(result: unknown, given: readonly unknown[], { after, gradient = '' }: CallText): void {
  const outs = tensorsIn([result]).filter((out) => out.requires_grad);
  const inputs = tensorsIn(given).filter((input) => input.requires_grad);
  if (outs.length === 0 || inputs.length === 0) return;
  const behind = outs.map((out) => inForm(torch.ones_like(out), gradient));
  const create_graph = after === 'twice';
  const grads = torch.autograd.grad(outs, inputs, behind, { allow_unused: true, create_graph });
  const again = [...grads].filter((grad) => grad?.requires_grad) as Tensor[];
  if (create_graph && again.length > 0)
    torch.autograd.grad(
      again,
      inputs,
      again.map((grad) => inForm(torch.ones_like(grad), gradient)),
      {
        allow_unused: true,
      },
    );
}

/** What users call, as they call it. */
function performSpelled(text: CallText, spelled: string): void {
  const args: unknown[] = [];
  const value = (one: Text): unknown => {
    if (Array.isArray(one)) return one.map(value);
    if (one === null || typeof one !== 'object' || !('argument' in one)) return made(one);
    const argument = args[one.argument];
    return argument instanceof Tensor ? inForm(argument, one.form) : argument;
  };
  for (const one of text.args) args.push(value(one));
  const keywords = Object.fromEntries(Object.entries(text.kwargs).map(([key, one]) => [key, value(one)]));
  const given = [args, Object.values(keywords)];
  const result = calledAs(spelled, text.op, args, keywords);
  if (text.after === 'print') String(result);
  else if (text.after !== '') differentiate(result, given, text);
}

/** An overload of an operator, which takes what its schema says. */
function performOverload(text: CallText): void {
  const [namespace = '', rest = ''] = text.op.split('::');
  const [name = '', overload = ''] = rest.split('.');
  const schema = schemaOf(`${namespace}::${name}`, overload);
  const call = (ops[namespace] as any)[name][overload || 'default'];
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
  const result = Object.keys(keywords).length > 0 ? call(...args, keywords) : call(...args);
  if (text.after === 'print') String(result);
  if (text.after === 'backward' && result instanceof Tensor && result.requires_grad) result.sum().backward();
}

export function perform(text: CallText): void {
  if (text.spelled === undefined) performOverload(text);
  else performSpelled(text, text.spelled);
}
