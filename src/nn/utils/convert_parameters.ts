import { TypeError } from '../../errors.ts';
import { keywords } from '../../keywords.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { typeName } from '../modules/slots.ts';

function checkDevices(parameters: readonly Tensor[]): void {
  const place = (x: Tensor) => (x.is_cuda ? String(x.device) : 'elsewhere');
  if (new Set(parameters.map(place)).size > 1) {
    throw new TypeError('Found two parameters on different devices, this is currently not supported.');
  }
}

/** All parameters in one row. Throws TypeError for parameters on several devices. */
export const parameters_to_vector = keywords(
  'parameters_to_vector',
  ['parameters'],
  (parameters: Iterable<Tensor>): Tensor => {
    const list = [...parameters];
    checkDevices(list);
    return torch.cat(list.map((param) => param.view(-1)));
  },
);

/** Makes the parameters views of consecutive pieces of a vector. Throws TypeError for what is no tensor. */
export const vector_to_parameters = keywords(
  'vector_to_parameters',
  ['vec', 'parameters'],
  (vec: Tensor, parameters: Iterable<Tensor>): void => {
    if (!(vec instanceof Tensor)) throw new TypeError(`expected torch.Tensor, but got: ${typeName(vec)}`);
    const list = [...parameters];
    checkDevices(list);
    let start = 0;
    for (const param of list) {
      const count = param.numel();
      param.data = vec.narrow(0, start, count).view_as(param).data;
      start += count;
    }
  },
);
