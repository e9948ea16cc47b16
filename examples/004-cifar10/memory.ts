// The tutorial's notebook on memory: what a network's weights and intermediate results take, and what a step holds.
import { nn, optim, type Tensor, torch, utils, vision } from '../../src/index.ts';

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
  const handles = model
    .modules()
    .filter((module) => module.children().length === 0)
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

/** By hand as in the notebook; then the library's count of the same, by module; then a step watched as it runs. */
export function memory(net: nn.Module, device: Tensor['device']): void {
  const model = vision.models.vgg16({ init_weights: false }); // only its shapes count here
  console.log(`VGG16's weights: ${parameterMegabytes(model).toFixed(2)} MB`);
  const once = activationMegabytes(model, torch.zeros(1, 3, 224, 224));
  console.log(
    `its intermediate results for one picture: ${once.toFixed(2)} MB, ${(2 * once).toFixed(2)} MB with gradients`,
  );

  net.to(device);
  const [images, labels] = [torch.randn(64, 3, 32, 32, { device }), torch.randint(0, 10, [64], { device })];
  const optimizer = optim.Adam(net.parameters());
  const tracker = new utils.memory.MemoryTracker({ device: device.type });
  tracker.track('before the step');
  const loss = nn.functional.cross_entropy(net(images) as Tensor, labels);
  tracker.track('after forward');
  loss.backward();
  tracker.track('after backward');
  optimizer.step();
  tracker.track('after the first step of Adam');
  console.log(utils.memory.count_memory(net, { input_data: images, optimizer }));
}
