// The tutorial's notebooks on larger networks: VGG16 with a last layer of its own, its features frozen or free.
import { nn, optim, type Tensor, vision } from '../../src/index.ts';
import { accuracy, type Loader, train } from './train.ts';

const { models } = vision;
type Options = { tiny: boolean; pretrained: boolean; epochs: number; lr: number; device: Tensor['device'] };

/** VGG16 for ten classes (resnet18 for a quick try). Frozen, only the new layer learns. */
export function transferred(frozen: boolean, { tiny = false, pretrained = false }): nn.Module {
  const weights = pretrained ? { pretrained } : {};
  const model = tiny ? models.resnet18(weights) : models.vgg16(weights);
  if (frozen) for (const param of model.parameters()) param.requires_grad = false;
  // A new layer's parameters are to be trained.
  if (model instanceof models.VGG) {
    const num_ftrs = (model.classifier.at(6) as nn.Linear).in_features;
    model.classifier.set(6, nn.Linear(num_ftrs, 10));
  } else model.fc = nn.Linear(model.fc.in_features, 10);
  return model;
}

/** Trains with a learning rate that falls to a tenth every seven epochs; the accuracy before and after. */
export function transfer(frozen: boolean, trainloader: Loader, testloader: Loader, options: Options): void {
  const model = transferred(frozen, options).to(options.device);
  const trainable = model.parameters().filter((p) => p.requires_grad);
  const count = trainable.reduce((sum, p) => sum + p.numel(), 0);
  console.log(
    `${frozen ? 'frozen' : 'free'} features: ${count} parameters learn; training: ${model.training}`,
  );
  const optimizer = optim.SGD(trainable, { lr: options.lr, momentum: 0.9 });
  const scheduler = optim.lr_scheduler.StepLR(optimizer, { step_size: 7, gamma: 0.1 });
  train(model, trainloader, optimizer, options.epochs, scheduler);
  const rate = accuracy(model, testloader); // in eval mode: dropout passes all, batch norm keeps its averages
  console.log(`training: ${model.training}; accuracy after transfer: ${(100 * rate).toFixed(0)} %`);
}
