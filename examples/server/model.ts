// ResNet-18 made ready for classifying, and what it does with the bytes of pictures.
import { type nn, safetensors, Tensor, torch, vision } from '../../src/index.ts';
import { foldBatchNorms } from './fold.ts';
import { type ModelOptions, type Outcome, TOP } from './protocol.ts';

const { ResNet18_Weights, resnet18 } = vision.models;

export class Classifier {
  /** The names of the classes, where the weights come with them. */
  readonly labels: readonly string[] | null;
  readonly #options: ModelOptions;
  readonly #net: nn.Module;
  readonly #outputs: number;
  readonly #prepare: (picture: vision.Image) => Tensor;

  /** @throws CheckpointError and its like when the weights are missing, damaged, or another network's. */
  constructor(options: ModelOptions) {
    this.#options = options;
    const { size, weights, threads } = options;
    torch.set_num_threads(threads);
    const trained = ResNet18_Weights.DEFAULT;
    this.#prepare = trained.transforms({ crop_size: size, resize_size: Math.round((size * 256) / 224) });
    this.labels = weights === 'DEFAULT' ? trained.meta.categories : null;
    const state = stateOf(weights);
    this.#outputs = (state?.['fc.weight'] as Tensor | undefined)?.size(0) ?? 1000;
    torch.manual_seed(0); // every thread gets the same random weights
    const net = resnet18({ num_classes: this.#outputs });
    if (state) net.load_state_dict(state);
    this.#net = this.#ready(net.eval());
  }

  #ready(net: nn.Module): nn.Module {
    const { size, dtype, plain } = this.#options;
    if (plain) return net.to(torch[dtype]);
    const probe = torch.randn(1, 3, size, size);
    return foldBatchNorms(net, probe).to({ dtype: torch[dtype], memory_format: torch.channels_last });
  }

  /** LibTorch chooses its kernels at the first batch of a size, which is slow. */
  warmUp(batch: number): void {
    const blank = vision.io.encode_png(torch.zeros(3, 8, 8, { dtype: torch.uint8 })).numpy() as Uint8Array;
    for (const size of [1, batch]) this.classify(Array.from({ length: size }, () => blank));
  }

  /** Each picture's outcome; a bad one spoils no other. */
  classify(files: readonly Uint8Array[]): Outcome[] {
    return torch.inference_mode(() => {
      const decoded = files.map((file) => this.#decode(file));
      const pictures = decoded.filter((picture) => picture instanceof Tensor);
      if (pictures.length === 0) return decoded as Outcome[];
      const top = this.probabilities(torch.stack(pictures)).topk(Math.min(TOP, this.#outputs)); // (N, TOP)
      const [probabilities, classes] = [
        top.values.tolist() as number[][],
        top.indices.tolist() as number[][],
      ];
      let next = 0;
      return decoded.map((picture) => {
        if (!(picture instanceof Tensor)) return picture;
        const place = next++;
        return { classes: classes[place] as number[], probabilities: probabilities[place] as number[] };
      });
    });
  }

  /** (N, 3, size, size) -> (N, classes) */
  probabilities(x: Tensor): Tensor {
    const { dtype, plain } = this.#options;
    const memory_format = plain ? torch.contiguous_format : torch.channels_last;
    return (this.#net(x.to({ dtype: torch[dtype], memory_format })) as Tensor).float().softmax(1);
  }

  // (3, size, size)
  #decode(file: Uint8Array): Tensor | Outcome {
    try {
      const picture = vision.Image.open(file);
      const { width, height } = picture;
      // Few bytes can claim a picture of gigabytes.
      if (width * height > this.#options.pixels) {
        return {
          bad: `the picture has ${width} x ${height} pixels; the most is ${this.#options.pixels} in all`,
        };
      }
      return this.#prepare(picture.convert('RGB'));
    } catch (error) {
      const { message } = error as Error;
      return error instanceof vision.io.ImageError ? { bad: message } : { failed: message };
    }
  }
}

function stateOf(weights: string): Record<string, Tensor> | null {
  if (weights === 'random') return null;
  if (weights === 'DEFAULT') return ResNet18_Weights.DEFAULT.get_state_dict({ check_hash: true });
  if (weights.endsWith('.safetensors')) return safetensors.load_file(weights);
  return torch.load(weights) as Record<string, Tensor>;
}
