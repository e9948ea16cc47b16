// ResNet-18 in evaluation, in the forms that a server can run it in. inference.py has the same.
import { foldBatchNorms } from '../examples/server/fold.ts';
import { torch, vision } from '../src/index.ts';
import type { Case } from './case.ts';

interface Form {
  readonly folded?: boolean;
  readonly channelsLast?: boolean;
  readonly dtype?: 'float32' | 'bfloat16';
}

function resnet18(batch: number, { folded, channelsLast, dtype = 'float32' }: Form): Case {
  torch.manual_seed(0);
  let net = vision.models.resnet18().eval();
  const memory_format = channelsLast ? torch.channels_last : torch.contiguous_format;
  const x = torch.randn(batch, 3, 224, 224).to({ dtype: torch[dtype], memory_format });
  if (folded) net = foldBatchNorms(net, torch.randn(1, 3, 32, 32)) as typeof net;
  net.to({ dtype: torch[dtype], memory_format });

  const run = () => torch.inference_mode(() => net(x));
  const first = () => run().float().index(':', ':8').tolist();
  return { run, check: first };
}

const forms: Record<string, Form> = {
  'as trained': {},
  'channels last': { channelsLast: true },
  folded: { folded: true },
  'folded, channels last': { folded: true, channelsLast: true },
  'folded, channels last, bfloat16': { folded: true, channelsLast: true, dtype: 'bfloat16' },
};

export const inferences: Record<string, () => Case> = Object.fromEntries(
  [1, 8].flatMap((batch) =>
    Object.entries(forms).map(([name, form]) => [
      `resnet18 ${batch}x3x224x224 ${name}`,
      () => resnet18(batch, form),
    ]),
  ),
);
