// What crosses between the server's thread and the model's. Nothing here loads LibTorch.

export interface ModelOptions {
  /** A file of weights (.pt, .pth, .safetensors), `DEFAULT` for the trained ones, or `random`. */
  readonly weights: string;
  /** Side of the square that the network sees, in pixels. */
  readonly size: number;
  readonly dtype: 'float32' | 'bfloat16';
  /** Computing threads of LibTorch for one copy of the model. */
  readonly threads: number;
  /** The most pixels that a picture may claim to have. */
  readonly pixels: number;
  /** Run the network as it was trained, without joining layers. */
  readonly plain: boolean;
}

/** Given to a model's thread when it starts. */
export interface Start {
  readonly model: ModelOptions;
  /** The most pictures of a batch. */
  readonly batch: number;
}

/** How many classes an answer can name. */
export const TOP = 10;

/** A picture's most probable classes first; or what is wrong with the picture; or what went wrong here. */
export type Outcome =
  | { readonly classes: readonly number[]; readonly probabilities: readonly number[] }
  | { readonly bad: string }
  | { readonly failed: string };

/** Model's thread to server's thread; the other way go the bytes of a batch's pictures. */
export type Reply =
  | { readonly kind: 'ready'; readonly labels: readonly string[] | null }
  | { readonly kind: 'done'; readonly outcomes: readonly Outcome[] }
  /** It cannot start: the weights are missing, damaged, or another network's. */
  | { readonly kind: 'unfit'; readonly message: string };
