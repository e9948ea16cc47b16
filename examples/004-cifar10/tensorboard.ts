// The tutorial's notebook on TensorBoard: the graphs of large networks, and a training's curves.
import { join } from 'node:path';
import { torch, utils, vision } from '../../src/index.ts';

const { models } = vision;
const { SummaryWriter } = utils.tensorboard;

/** A folder of event files for each network, so that TensorBoard shows one graph a run. */
export function tensorboard(out: string, losses: readonly number[], images = torch.rand(8, 3, 32, 32)): void {
  const logdir = join(out, 'runs');
  for (const [name, model] of Object.entries({
    resnet18: models.resnet18(),
    densenet121: models.densenet121(),
  })) {
    const writer = SummaryWriter(join(logdir, name));
    writer.add_graph(model, torch.zeros(1, 3, 64, 64));
    writer.close();
  }
  const writer = SummaryWriter(join(logdir, 'train'));
  for (const [step, loss] of losses.entries()) writer.add_scalar('training loss', loss, step);
  writer.add_image('pictures', vision.utils.make_grid(images), 0);
  writer.close();
  console.log(`tensorboard --logdir ${logdir}`);
}
