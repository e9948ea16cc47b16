/** Hooks for `DistributedDataParallel.register_comm_hook` that average gradients, as they are or with fewer bits. */
import { RuntimeError } from '../../../errors.ts';
import type { Tensor } from '../../../tensor.ts';
import { torch } from '../../../torch.ts';
import { all_reduce } from '../../collectives.ts';
import type { Future } from '../../futures.ts';
import type { GradBucket } from '../../grad_bucket.ts';
import { mustBeMember, type ProcessGroup } from '../../process_group.ts';
import type { Work } from '../../types.ts';

/** What sends a bucket's gradients, and gives a future of their average: a tensor, or a list of one. */
export type CommHook<S = any> = (state: S, bucket: GradBucket) => Future<Tensor> | Future<Tensor[]>;

const summed = (x: Tensor, group: ProcessGroup): Future<Tensor[]> =>
  (all_reduce(x, { group, async_op: true }) as Work).get_future();

/** What DistributedDataParallel does without a hook: gradients by the number of processes, summed. */
export function allreduce_hook(process_group: ProcessGroup | null, bucket: GradBucket): Future<Tensor> {
  const group = mustBeMember(process_group);
  return summed(bucket.buffer().div_(group.size()), group).then((done) => done.value()[0] as Tensor);
}

function compressed(dtype: 'float16' | 'bfloat16', process_group: ProcessGroup | null, bucket: GradBucket) {
  const group = mustBeMember(process_group);
  const buffer = bucket.buffer();
  const small = buffer.to(torch[dtype]).div_(group.size());
  return summed(small, group).then((done) => buffer.copy_(done.value()[0] as Tensor));
}

/** Sends gradients as float16, by the number of processes: half the bytes. */
export const fp16_compress_hook = (process_group: ProcessGroup | null, bucket: GradBucket): Future<Tensor> =>
  compressed('float16', process_group, bucket);

/** Sends gradients as bfloat16, by the number of processes: half the bytes, and float32's range. */
export const bf16_compress_hook = (process_group: ProcessGroup | null, bucket: GradBucket): Future<Tensor> =>
  compressed('bfloat16', process_group, bucket);

function wrapped<S>(hook: CommHook<S>, dtype: 'float16' | 'bfloat16'): CommHook<S> {
  return (state, bucket) => {
    const { dtype: original } = bucket.buffer();
    bucket.set_buffer(bucket.buffer().to(torch[dtype]));
    return (hook(state, bucket) as Future<Tensor | Tensor[]>).then((done) => {
      const value = [done.value()].flat()[0];
      if (value === undefined) throw new RuntimeError('the wrapped hook gave no tensor');
      return value.to(original);
    });
  };
}

/** A hook whose gradients are float16: `fp16_compress_wrapper(hook)`. */
export const fp16_compress_wrapper = <S>(hook: CommHook<S>): CommHook<S> => wrapped(hook, 'float16');
/** A hook whose gradients are bfloat16. */
export const bf16_compress_wrapper = <S>(hook: CommHook<S>): CommHook<S> => wrapped(hook, 'bfloat16');
