// The tutorial's memory notebook: what a network's weights and intermediate results take.
import { type nn, type Tensor, torch } from '../../src/index.ts';

const MB = 2 ** 20;

/** Megabytes of the parameters, as they lie in a .pth file. */
export function parameterMegabytes(model: nn.Module): number {
  let bytes = 0;
  for (const p of model.parameters()) bytes += p.numel() * p.element_size();
  return bytes / MB;
}

/** Megabytes that the layers' results take in one forward pass; twice that with their gradients. */
export function activationMegabytes(model: nn.Module, input: Tensor): number {
  let bytes = 0;
  const handles = [...model.modules()]
    .filter((module) => [...module.children()].length === 0)
    .map((module) =>
      module.register_forward_hook((_module, _input, output) => {
        const result = output as Tensor;
        bytes += result.numel() * result.element_size();
      }),
    );
  torch.no_grad(() => model(input));
  for (const handle of handles) handle.remove();
  return bytes / MB;
}
