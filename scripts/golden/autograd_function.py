"""Golden data for test/autograd/function_transforms.test.ts: custom functions under torch.func and vmap.

    .venv/bin/python scripts/golden/autograd_function.py
"""

import json
import os

import torch
from torch.autograd import Function
from torch.autograd.function import once_differentiable

torch.set_num_threads(1)
OUT = os.path.join(os.path.dirname(__file__), "../../test/golden/autograd_function.json")


def plain(value):
    if isinstance(value, torch.Tensor):
        return value.detach().tolist()
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value


class Cube(Function):
    generate_vmap_rule = True

    @staticmethod
    def forward(x):
        return x**3, 3 * x**2

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(inputs[0], output[1])
        ctx.save_for_forward(inputs[0], output[1])

    @staticmethod
    def backward(ctx, g, gd):
        x, dx = ctx.saved_tensors
        return g * dx + gd * 6 * x

    @staticmethod
    def jvp(ctx, t):
        x, dx = ctx.saved_tensors
        return t * dx, 6 * x * t


class Scaled(Function):
    """Broadcasts, and keeps a shape and a number on the context."""

    generate_vmap_rule = True

    @staticmethod
    def forward(x, w, k):
        return (x * w).sum() * k

    @staticmethod
    def setup_context(ctx, inputs, output):
        x, w, k = inputs
        ctx.save_for_backward(x, w)
        ctx.shape, ctx.k = x.shape, k

    @staticmethod
    def backward(ctx, g):
        x, w = ctx.saved_tensors
        each = g.expand(ctx.shape) * ctx.k
        return each * w if ctx.needs_input_grad[0] else None, each * x if ctx.needs_input_grad[1] else None, None


class Sorted(Function):
    """A rule of its own, and a result without a gradient."""

    @staticmethod
    def forward(x, dim):
        back = torch.argsort(torch.argsort(x, dim), dim)
        return torch.sort(x, dim).values, back

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.mark_non_differentiable(output[1])
        ctx.save_for_backward(output[1])
        ctx.save_for_forward(output[1])
        ctx.dim = inputs[1]

    @staticmethod
    def backward(ctx, g, _):
        (back,) = ctx.saved_tensors
        return torch.gather(g, ctx.dim, back), None

    @staticmethod
    def vmap(info, in_dims, x, dim):
        x = x.movedim(in_dims[0], 0)
        assert x.shape[0] == info.batch_size and in_dims[1] is None
        return Sorted.apply(x, dim if dim < 0 else dim + 1), (0, 0)


class Once(Function):
    generate_vmap_rule = True

    @staticmethod
    def forward(x):
        return x.sin()

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    @once_differentiable
    def backward(ctx, g):
        return g * ctx.saved_tensors[0].cos()


class Twice_(Function):
    @staticmethod
    def forward(x):
        return x.mul_(2)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.mark_dirty(inputs[0])

    @staticmethod
    def backward(ctx, g):
        return g * 2

    @staticmethod
    def vmap(info, in_dims, x):
        return Twice_.apply(x), in_dims[0]


func, vmap = torch.func, torch.vmap
torch.manual_seed(5)
x = torch.randn(4, dtype=torch.float64)
w = torch.randn(3, 4, dtype=torch.float64)
cube = lambda a: Cube.apply(a)[0]  # noqa: E731
both = lambda a: sum(Cube.apply(a))  # noqa: E731
values, pull = func.vjp(cube, x)


def leaf_grad(f, *leaves):
    leaves = [leaf.clone().requires_grad_() for leaf in leaves]
    f(*leaves).sum().backward()
    return [leaf.grad for leaf in leaves]


cases = {
    "grad": func.grad(lambda a: both(a).sum())(x),
    "grad of grad": func.grad(lambda a: func.grad(lambda b: both(b).sum())(a).sin().sum())(x),
    "vjp": [values, pull(x)],
    "vjp, second order": func.vjp(lambda a: func.vjp(cube, a)[1](x)[0], x)[1](x),
    "jvp": func.jvp(both, (x,), (w[0],)),
    "jvp of jvp": func.jvp(lambda a: func.jvp(both, (a,), (w[0],))[1], (x,), (w[1],)),
    "jacrev": func.jacrev(cube)(x),
    "jacfwd": func.jacfwd(both)(x),
    "hessian": func.hessian(lambda a: both(a).sum())(x),
    "vmap": vmap(Cube.apply, in_dims=1, out_dims=1)(w),
    "vmap of vmap": vmap(vmap(both), in_dims=1)(w),
    "vmap of grad": vmap(func.grad(both))(x),
    "vmap of vmap of grad": vmap(vmap(func.grad(both)))(w),
    "vmap of jvp": vmap(lambda a, t: func.jvp(both, (a,), (t,))[1])(w, w.flip(0)),
    "grad of vmap": func.grad(lambda a: vmap(both)(a).sum())(w),
    "backward through vmap": leaf_grad(lambda a: vmap(both, in_dims=1)(a), w),
    "one argument mapped": vmap(lambda a: Scaled.apply(a, x, 2.0))(w),
    "its gradients": leaf_grad(lambda a, b: vmap(lambda c: Scaled.apply(c, b, 2.0))(a), w, x),
    "per sample": vmap(func.grad(lambda a, b: Scaled.apply(a, b, 3.0), argnums=(0, 1)), in_dims=(0, None))(w, x),
    "gradient of the one not mapped": func.grad(lambda b: vmap(lambda c: Scaled.apply(c, b, 2.0))(w).sum())(x),
    "a scalar argument, mapped": leaf_grad(lambda a, b: vmap(lambda c, d: Scaled.apply(c, d, 1.5))(a, b), w, w[:, 0]),
    "own rule": vmap(lambda a: Sorted.apply(a, 0), in_dims=1)(w),
    "own rule, last dimension": vmap(lambda a: Sorted.apply(a, -1))(w),
    "gradient of own rule": leaf_grad(lambda a: vmap(lambda b: Sorted.apply(b, 0)[0] * x)(a), w),
    "grad with own rule": func.grad(lambda a: (vmap(lambda b: Sorted.apply(b, 0)[0])(a) * w).sum())(w),
    "vmap of grad with own rule": vmap(func.grad(lambda a: (Sorted.apply(a, 0)[0] * x).sum()))(w),
    "once": func.grad(lambda a: Once.apply(a).sum())(x),
    "once, twice": func.grad(lambda a: func.grad(lambda b: Once.apply(b).sum())(a).exp().sum())(x),
    "once, mapped": vmap(func.grad(lambda a: Once.apply(a)))(x),
    "in place": func.grad(lambda a: Twice_.apply(a.clone()).pow(2).sum())(x),
    "in place, mapped": vmap(lambda a: Twice_.apply(a.clone()))(w),
    "no mapped tensor": vmap(lambda a: cube(x) + a)(w),
    "after a transform": leaf_grad(lambda a: func.vjp(cube, a)[1](torch.ones_like(a))[0], x),
    "with a plain graph": leaf_grad(lambda a: func.grad(lambda b: (both(b) * a).sum())(w[0]), x),
}


def said(run):
    try:
        run()
    except Exception as error:
        return [type(error).__name__, str(error)]
    raise AssertionError("no error")


class Old(Function):
    @staticmethod
    def forward(ctx, a):
        return a.clone()

    @staticmethod
    def backward(ctx, g):
        return g


class Bare(Function):
    @staticmethod
    def forward(a):
        return a.clone()

    @staticmethod
    def setup_context(ctx, inputs, output):
        pass


class Double(Bare):
    generate_vmap_rule = True

    @staticmethod
    def vmap(info, in_dims, a):
        return a, 0


class Lone(Bare):
    @staticmethod
    def vmap(info, in_dims, a):
        return a, 0, 1


class Uneven(Bare):
    @staticmethod
    def vmap(info, in_dims, a):
        return (a, a), (0, 0, 0)


errors = {
    "Old": said(lambda: func.grad(lambda a: Old.apply(a).sum())(x)),
    "Bare": said(lambda: vmap(Bare.apply)(x)),
    "Double": said(lambda: vmap(Double.apply)(x)),
    "Lone": said(lambda: vmap(Lone.apply)(x)),
    "Uneven": said(lambda: vmap(Uneven.apply)(x)),
    "NoJvp": said(lambda: func.jvp(lambda a: Scaled.apply(a, x, 2.0), (x,), (x,))),
    "functionalize": said(lambda: func.functionalize(Cube.apply)(x)),
}

with open(OUT, "w") as file:
    json.dump({
        "torch": torch.__version__, "x": plain(x), "w": plain(w),
        "cases": {name: plain(value) for name, value in cases.items()}, "errors": errors,
    }, file, indent=1)
    file.write("\n")
