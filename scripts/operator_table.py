"""The operator table that the torch wheel carries, and where PyTorch documents its operators."""

import pathlib
import re
from dataclasses import dataclass

import torch
import torchgen
from torchgen.model import BaseTy, BaseType, FunctionSchema, ListType, OptionalType, Type

VERSION = torch.__version__.split('+')[0]
TABLE = pathlib.Path(torchgen.__file__).parent / 'packaged/ATen/native/native_functions.yaml'
DOCS = f'https://docs.pytorch.org/docs/{".".join(VERSION.split(".")[:2])}'
NAMESPACES = ('linalg', 'fft', 'special', 'sparse')

# Strings that an operator tells apart, by parameter or by operator and parameter; every other one stays `string`.
WORDS = {
    'rounding_mode': 'floor trunc',
    'indexing': 'ij xy',
    'side': 'left right',
    'approximate': 'none tanh',
    'padding': 'same valid',
    'UPLO': 'L U',
    'interpolation': 'linear lower higher midpoint nearest',
    'norm': 'forward backward ortho',
    'scatter.reduce': 'add multiply',
    'scatter_.reduce': 'add multiply',
    'scatter_reduce.reduce': 'sum prod mean amax amin',
    'scatter_reduce_.reduce': 'sum prod mean amax amin',
    'index_reduce.reduce': 'prod mean amax amin',
    'index_reduce_.reduce': 'prod mean amax amin',
    'segment_reduce.reduce': 'sum mean max min prod',
    'linalg_qr.mode': 'reduced complete r',
}
# Whole numbers that exceed 2^53 in sensible programs.
WIDE = {'from', 'to', 'low', 'high', 'seed'}
TYPES = {
    BaseTy.Tensor: 'Tensor',
    BaseTy.int: 'number',
    BaseTy.SymInt: 'number',
    BaseTy.DeviceIndex: 'number',
    BaseTy.float: 'number',
    BaseTy.bool: 'boolean',
    BaseTy.SymBool: 'boolean',
    BaseTy.Scalar: 'Scalar',
    BaseTy.ScalarType: 'dtype',
    BaseTy.Layout: 'layout',
    BaseTy.Device: 'Device',
    BaseTy.MemoryFormat: 'memory_format',
    BaseTy.Generator: 'Generator',
    BaseTy.Storage: 'object',
    BaseTy.Stream: 'object',
    BaseTy.QScheme: 'string',
}


@dataclass
class Operator:
    """One overload of the table."""

    text: str
    schema: FunctionSchema
    attributes: dict

    @property
    def name(self) -> str:
        return str(self.schema.name.name)

    @property
    def is_factory(self) -> bool:
        """Whether Python gives the overload `requires_grad` beside dtype, layout, device and pin_memory."""
        arguments = self.schema.arguments
        if arguments.tensor_options is None:
            return False
        return (
            self.attributes.get('category_override') in ('factory', 'new', 'like')
            or not any(a.type.is_tensor_like() for a in arguments.flat_non_out)
            or self.name.startswith('new_')
            or self.name.endswith('_like')
        )

    def has(self, variant: str) -> bool:
        return variant in self.attributes.get('variants', 'function')


def read_table() -> list[Operator]:
    # Line by line: the wheel's own reader wants PyYAML, which the wheel does not bring.
    operators = []
    for line in TABLE.read_text().splitlines():
        if line.startswith('- func: '):
            text = line.removeprefix('- func: ').strip()
            operators.append(Operator(text, FunctionSchema.parse(text), {}))
        elif operators and (match := re.match(r'  (variants|python_module|category_override): ([\w, ]+)', line)):
            operators[-1].attributes[match[1]] = match[2].strip()
    return operators


def typescript(kind: Type, operator: str = '', parameter: str = '') -> str:
    """The TypeScript type of a schema's type."""
    if isinstance(kind, OptionalType):
        return f'{typescript(kind.elem, operator, parameter)} | null'
    if isinstance(kind, ListType):
        element = typescript(kind.elem, operator)
        if element == 'number' and kind.size is not None:
            return 'IntList'
        return f'readonly ({element})[]' if ' ' in element else f'readonly {element}[]'
    assert isinstance(kind, BaseType)
    if kind.name == BaseTy.str:
        words = WORDS.get(f'{operator}.{parameter}') or WORDS.get(parameter)
        return ' | '.join(f"'{word}'" for word in words.split()) if words else 'string'
    if parameter in WIDE and kind.name in (BaseTy.int, BaseTy.SymInt):
        return 'Int'
    return TYPES[kind.name]


def link(owner, path: str, name: str, page: str = '') -> str:
    """A Markdown link to the documentation of `path.name`, or '' where PyTorch documents no such thing."""
    doc = getattr(getattr(owner, name, None), '__doc__', None) or ''
    return f'[{path}.{name}]({DOCS}/{page or f"generated/{path}.{name}.html"})' if name in doc else ''


def method_link(name: str) -> str:
    return link(torch.Tensor, 'torch.Tensor', name)


def function_link(name: str) -> str:
    if name.endswith('_copy') and name != 'narrow_copy':
        name = name.removesuffix('_copy')  # described with the view that it copies
    functional = torch.nn.functional
    # torch.conv2d and its like are documented as functions of torch.nn.functional only.
    in_torch = '' if getattr(functional, name, 0) is getattr(torch, name, 1) else link(torch, 'torch', name)
    if found := in_torch or link(functional, 'torch.nn.functional', name):
        return found
    for namespace in NAMESPACES:
        if name.startswith(f'{namespace}_'):
            short = name.removeprefix(f'{namespace}_')
            page = f'special.html#torch.special.{short}' if namespace == 'special' else ''
            return link(getattr(torch, namespace), f'torch.{namespace}', short, page)
    return ''
