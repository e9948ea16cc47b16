// Calls that PyTorch's operator database knows to be right, with one or two things about them changed.
import { exported } from '../../test/conformance/export.ts';
import { type Case, indices, type Unsayable } from '../../test/conformance/ops.ts';
import type { Json } from '../../test/conformance/values.ts';
import {
  type CallText,
  type Dice,
  edges,
  quantized,
  rareDtypes,
  type Text,
  usualDtypes,
  words,
} from './arguments.ts';
import { gradientForms, otherForms } from './forms.ts';
import type { Recorded } from './recorded.ts';

/** Samples of each operator and dtype. */
const SAMPLES = 4;
/** Letters of a case's arguments: larger tensors find no more, and every call is written down. */
const LONGEST = 4000;

/** A recorded call, its forms one after another. */
export type RecordedCase = Pick<Case, 'op' | 'forms' | 'args' | 'kwargs' | 'wrt'>;

function casesIn(lines: readonly string[]): RecordedCase[] {
  return lines
    .map((line) => JSON.parse(line) as Case | Unsayable)
    .filter((made): made is Case => !('unsayable' in made))
    .map(({ op, forms, args, kwargs, wrt }): RecordedCase => ({ op, forms, args, kwargs, wrt }))
    .filter(({ forms, args, kwargs }) => forms !== '' && JSON.stringify([args, kwargs]).length < LONGEST);
}

/** The cases of a seed, those of an operator in a line. Says how far it is. */
export async function recordCases(
  seed: string,
  only: string,
  progress: (done: number, total: number) => void,
): Promise<string> {
  let text = '';
  const args = ['--seed', seed, '--samples', String(SAMPLES), '--only', only];
  for await (const { done, total, lines } of exported('opdb.py', args, Number(seed))) {
    progress(done, total);
    const cases = casesIn(lines);
    if (cases.length > 0) text += `${JSON.stringify(cases)}\n`;
  }
  if (text === '') throw new Error(`no operator of the database has ${only} in its name`);
  return text;
}

/** Values out of bounds for an index, a size, or anything. */
const numbers = [
  ...[-1, -1, 0, 1, -3, 5, 100, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 1e30, 'nan', 'inf', '-inf'],
  ...[String(2n ** 62n), String(2n ** 63n - 1n), String(-(2n ** 63n))],
];
const sizes = [0, 1, 2, 3, 7, 33];

function textOf(json: Json): Text {
  if (Array.isArray(json)) return json.map(textOf);
  if (json === null || typeof json !== 'object') return json;
  return 'shape' in json ? { recorded: { of: json } } : { value: json };
}

function otherTensor(dice: Dice, recorded: Recorded): Text {
  const of = recorded.of as { dtype?: string; shape: number[]; meta?: true };
  const shape = [...(recorded.shape ?? of.shape)];
  const place = dice.below(shape.length + 1);
  const reshaped = (make: () => void): Text => {
    make();
    return { recorded: { ...recorded, shape } };
  };
  switch (dice.below(of.dtype === undefined || of.meta ? 2 : 9)) {
    case 0:
      return { recorded: { ...recorded, form: dice.pick(otherForms) } };
    case 1:
      return { recorded: { ...recorded, grad: recorded.grad !== true } };
    case 2:
      return { recorded: { ...recorded, dtype: dice.pick(dice.chance(0.6) ? usualDtypes : rareDtypes) } };
    case 3:
    case 4:
      return {
        recorded: { ...recorded, put: [dice.pick([-1, 0, dice.below(1000)]), dice.pick(numbers)] },
      };
    case 5:
      return reshaped(() => shape.splice(place, 0, dice.pick(sizes)));
    case 6:
      return reshaped(() => shape.splice(Math.min(place, shape.length - 1), shape.length > 0 ? 1 : 0));
    case 7:
      return reshaped(() => {
        if (shape.length > 0) shape[place % shape.length] = dice.pick(sizes);
      });
    default:
      return reshaped(() => {
        if (shape.length > 0) (shape[place % shape.length] as number) += dice.chance(0.5) ? 1 : -1;
        if (shape.includes(-1)) shape.splice(shape.indexOf(-1), 1, 0);
      });
  }
}

function otherNumber(dice: Dice, number: number): Text {
  switch (dice.below(5)) {
    case 0:
      return dice.pick([...edges, { bigint: String(2n ** 62n) }]);
    case 1:
      return { float: dice.pick(['nan', 'inf', '-inf', '1e308', '-1e-320', '0.5', '1e-30']) };
    case 2:
      return number + dice.pick([1, -1]);
    case 3:
      return dice.pick([-number, number * 2, number + 0.5]);
    default:
      return dice.pick([-1, 0, 1, 2, 3, 7, 100, -5]);
  }
}

function otherList(dice: Dice, list: readonly Text[]): Text {
  switch (dice.below(6)) {
    case 0:
      return [];
    case 1:
      return list.slice(0, -1);
    case 2:
      return [...list, list.length > 0 ? dice.pick(list) : 1];
    case 3:
      return list.toReversed();
    case 4:
      return list.length > 0 ? (list[0] as Text) : null;
    default:
      return [...list, ...list];
  }
}

function other(dice: Dice, text: Text, args: number): Text {
  if (dice.chance(0.08)) {
    const argument = { argument: dice.below(args), form: dice.pick(['', 'transposed', 'conj']) };
    return dice.pick<Text>([null, argument, otherNumber(dice, 1), 0, [text], { absent: true }]);
  }
  if (Array.isArray(text)) return otherList(dice, text);
  if (typeof text === 'boolean') return !text;
  if (typeof text === 'number') return otherNumber(dice, text);
  if (typeof text === 'string') return dice.pick(words);
  if (text === null) return dice.pick<Text>([0, 1, -1, true, 0.5, [1], { argument: 0, form: '' }]);
  if ('recorded' in text) return otherTensor(dice, text.recorded);
  if ('value' in text && 'torch' in (text.value as object))
    return { dtype: dice.pick([...usualDtypes, ...rareDtypes, ...quantized]) };
  return otherNumber(dice, 1);
}

/** A place in a call where something else can stand. */
interface Place {
  readonly text: Text;
  readonly put: (text: Text) => void;
}

function placesIn(owner: any, keys: readonly (string | number)[]): Place[] {
  return keys.flatMap((key) => {
    const text = owner[key] as Text;
    const place = {
      text,
      put: (changed: Text) => {
        owner[key] = changed;
      },
    };
    return Array.isArray(text) ? [place, ...placesIn(text, [...text.keys()])] : [place];
  });
}

const tensorPlaces = ({ args, kwargs }: CallText): Recorded[] =>
  [...placesIn(args, [...args.keys()]), ...placesIn(kwargs, Object.keys(kwargs))].flatMap(({ text }) =>
    text !== null && typeof text === 'object' && 'recorded' in text ? [text.recorded] : [],
  );

/** The same about every tensor, so that the call is right again, of another kind. */
function changeAll(dice: Dice, call: CallText): void {
  const tensors = tensorPlaces(call).filter(({ of }) => 'dtype' in (of as object));
  const shapes = tensors.map(({ of }) => (of as { shape: number[] }).shape);
  const kind = dice.below(4);
  const dtype = dice.pick([...usualDtypes, ...rareDtypes]);
  const form = dice.pick(otherForms);
  const [from, to] = [dice.pick([1, ...shapes.flat()]), dice.pick(sizes)];
  for (const [i, tensor] of tensors.entries()) {
    const shape = (tensor.shape ?? shapes[i]) as number[];
    if (kind === 0) tensor.dtype = dtype;
    else if (kind === 1) tensor.form = form;
    else tensor.shape = shape.map((size) => (size === from ? to : size));
  }
}

function change(dice: Dice, call: CallText): void {
  const { args, kwargs } = call;
  if (dice.chance(0.04) && args.length > 1) args.pop();
  else if (dice.chance(0.05)) {
    const fresh = dice.pick(tensorPlaces(call));
    kwargs.out =
      fresh && dice.chance(0.5)
        ? otherTensor(dice, fresh)
        : { argument: dice.below(args.length), form: dice.pick(['', '', 'transposed']) };
  } else {
    const places = [...placesIn(args, [...args.keys()]), ...placesIn(kwargs, Object.keys(kwargs))];
    if (places.length === 0) return;
    const { text, put } = dice.pick(places);
    put(other(dice, text, args.length));
  }
}

/** A recorded call of an operator with something else about it; the same every time for the same dice. */
export function mutatedCall(cases: readonly RecordedCase[], dice: Dice): CallText {
  const picked = dice.pick(cases);
  const { op, forms, args, kwargs = {}, wrt = [] } = picked;
  // The results that an out= would be given stand in another place.
  const spelled = dice.pick([...forms]).replace('o', 'f');
  const call: CallText = {
    op,
    spelled,
    args: [...indices(picked, spelled, args.map(textOf))],
    kwargs: Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [key, textOf(value)])),
    after: dice.chance(0.05) ? 'print' : '',
  };
  if (wrt.length > 0 && dice.chance(0.6)) {
    const tensors = tensorPlaces(call);
    for (const place of wrt) if (tensors[place]) tensors[place].grad = true;
    call.after = dice.chance(0.3) ? 'twice' : 'backward';
    if (dice.chance(0.3)) call.gradient = dice.pick(gradientForms);
  }
  if (dice.chance(0.35)) changeAll(dice, call);
  else change(dice, call);
  if (dice.chance(0.35)) change(dice, call);
  return call;
}
