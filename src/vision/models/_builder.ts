import { z } from 'zod';
import { type Field, type Signature, signature } from '../../signature.ts';

type Options<F extends readonly Field[]> = { [E in F[number] as E[0]]?: z.input<E[1]> };

const unavailable = 'there are no weights to download; use net.load_state_dict(torch.load(path))';
const weights = ['weights', z.null(unavailable).default(null)] as const;
const progress = ['progress', z.boolean().default(true)] as const;

/** What a model function takes beside the network's own options. */
export interface Common {
  weights?: null;
  progress?: boolean;
}

/** A model function such as `resnet18`: keywords only, checked under its own name. `fields` all have defaults. */
export function builder<const F extends readonly Field[], M>(
  name: string,
  fields: F,
  build: (given: ReturnType<Signature<F>>) => M,
): (options?: Options<F> & Common) => M {
  const parse = signature(name, ...fields, weights, progress);
  return (options = {}) => {
    const given: Record<string, unknown> = parse([options]);
    delete given.weights;
    delete given.progress;
    return build(given as ReturnType<Signature<F>>);
  };
}
