// Loops that must stay bounded without dispose, await or scopes. One case a process; prints its memory in megabytes.
const [, , dist, name] = process.argv;
const { nn, torch } = await import(`${dist}index.js`);

const MB = 2 ** 20;
const megabyte = () => torch.ones(MB / 4);
const resident = () => process.memoryUsage.rss() / MB;
const repeat = (count, body) => {
  for (let i = 0; i < count; i += 1) body(i);
};

const cases = {
  numpy: () => repeat(3000, () => megabyte().numpy()),
  tolist: () => repeat(2000, () => torch.ones(MB / 64).tolist()),
  from_numpy: () => repeat(3000, () => torch.from_numpy(new Float32Array(MB / 4)).add(1)),
  tensor: () => {
    const values = Array.from({ length: MB / 16 }, (_, i) => i);
    repeat(1500, () => torch.tensor(values));
  },
  checkpoint: () =>
    repeat(300, () => {
      const file = new torch.serialization.BytesIO();
      torch.save({ weight: megabyte(), bias: megabyte() }, file);
      torch.load(file.getvalue());
    }),
  hooks: () =>
    repeat(3000, () => {
      const x = megabyte().requires_grad_();
      const y = x.mul(2);
      const kept = megabyte();
      y.register_hook((grad) => grad.mul(kept));
      y.sum().backward();
    }),
  exceptions: () =>
    repeat(5000, () => {
      try {
        megabyte().add(torch.ones(3));
      } catch (error) {
        if (!/must match the size/.test(error.message)) throw error;
      }
    }),
  hook_exceptions: () =>
    repeat(3000, () => {
      const y = megabyte().requires_grad_().mul(2);
      y.register_hook(() => {
        throw new Error('from a hook');
      });
      try {
        y.sum().backward();
      } catch (error) {
        if (error.message !== 'from a hook') throw error;
      }
    }),
  views: () =>
    repeat(5000, () => {
      const [first] = megabyte().reshape(1024, 256).unbind(0);
      first.add(1);
    }),
  // Handles of nothing: a million small tensors.
  small: () => repeat(500_000, () => torch.ones(1).add(1)),
  module_hooks: () =>
    repeat(2000, () => {
      const layer = nn.Linear(4, 4);
      const kept = megabyte();
      layer.register_forward_hook(() => {
        kept.dim();
      });
      layer.register_full_backward_hook((_module, grad_input) => grad_input.map((grad) => grad.mul(2)));
      layer(torch.ones(2, 4).requires_grad_()).sum().backward();
    }),
  // The document adds losses up as tensors: what stays is a few nodes a step, never what they worked on.
  chain: () => {
    const weight = megabyte().requires_grad_();
    let total = torch.zeros([]);
    repeat(2000, () => {
      const loss = weight.mul(megabyte()).sum();
      loss.backward();
      total = total.add(loss);
    });
    if (!total.requires_grad) throw new Error('no chain');
  },
  create_graph: () => {
    const weight = torch.ones(MB / 16).requires_grad_();
    repeat(2000, () => {
      const [gradient] = torch.autograd.grad(weight.pow(3).sum(), weight, { create_graph: true });
      torch.autograd.grad(gradient.sum(), weight);
    });
  },
  no_backward: () => {
    const layer = nn.Linear(512, 512);
    repeat(1500, () => layer(torch.ones(512, 512)).relu().sum());
  },
  indexing: () =>
    repeat(4000, () => {
      const x = megabyte();
      x.index(':1000', null).sum();
      x.index_put_(['::2'], 3);
    }),
  contexts: () => {
    class Kept extends torch.autograd.Function {
      static forward(ctx, x) {
        ctx.kept = megabyte();
        return x.mul(2);
      }
      static backward(ctx, grad) {
        return grad.mul(ctx.kept);
      }
    }
    repeat(2000, (i) => {
      const y = Kept.apply(megabyte().requires_grad_());
      if (i % 2 === 0) y.sum().backward();
    });
  },
  inference: () => torch.inference_mode(() => repeat(5000, () => megabyte().add(1))),
};

torch.set_num_threads(1);
torch.manual_seed(0);
const report = { before: resident() };
cases[name]();
report.after = resident();
report.peak = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify(report));
