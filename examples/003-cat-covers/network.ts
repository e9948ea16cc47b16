// The two networks of the cat document, in the order in which it tries them: after LeNet, and after AlexNet.
import { nn } from '../../src/index.ts';

// ---- 搭建模型

/** Pictures (N, 3, 240, 240); the probabilities of "no cat" and "cat", (N, 2). */
// biome-ignore format: a layer and its activation share a line, as in the document
export const get_net = () =>
  nn.Sequential(
    nn.Conv2d(3, 6, { kernel_size: 45 }), nn.ReLU(),
    nn.AvgPool2d({ kernel_size: 18, stride: 2 }),
    nn.Conv2d(6, 9, { kernel_size: 20 }), nn.ReLU(),
    nn.AvgPool2d({ kernel_size: 9, stride: 2 }),
    nn.Flatten(),
    nn.Linear(9216, 544), nn.ReLU(),
    nn.Linear(544, 68), nn.ReLU(),
    nn.Linear(68, 2), nn.Softmax(),
  );

// ---- 模型改进

/** The improved one: 221 MB of parameters. */
// biome-ignore format: a layer and its activation share a line, as in the document
export const get_alexnet = () =>
  nn.Sequential(
    nn.Conv2d(3, 96, { kernel_size: 11, stride: 4, padding: 1 }), nn.ReLU(),
    nn.MaxPool2d({ kernel_size: 3, stride: 2 }),
    nn.Conv2d(96, 256, { kernel_size: 5, padding: 2 }), nn.ReLU(),
    nn.MaxPool2d({ kernel_size: 3, stride: 2 }),
    nn.Conv2d(256, 384, { kernel_size: 3, padding: 1 }), nn.ReLU(),
    nn.Conv2d(384, 384, { kernel_size: 3, padding: 1 }), nn.ReLU(),
    nn.Conv2d(384, 256, { kernel_size: 3, padding: 1 }), nn.ReLU(),
    nn.MaxPool2d({ kernel_size: 3, stride: 2 }),
    nn.Flatten(),
    nn.Linear(9216, 4096), nn.ReLU(),
    nn.Dropout({ p: 0.5 }),
    nn.Linear(4096, 4096), nn.ReLU(),
    nn.Dropout({ p: 0.5 }),
    nn.Linear(4096, 2), nn.Softmax(),
  );
