"""Writes src/generated/: the types of every tensor method and torch function, from the torch wheel's operator table.

    npm run gen:types            (python scripts/gen_types.py [--check])

PyTorch's rules that the table does not spell out are applied here: `self` is called `input` in functions, an `out=`
overload becomes an `out` option of its functional twin, factories take `requires_grad`, a lone int list takes varargs.
"""

import argparse
import pathlib
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations

import torch
from operator_table import NAMESPACES, VERSION, function_link, method_link, read_table, typescript

OUT = pathlib.Path(__file__).resolve().parent.parent / 'src' / 'generated'
HEADER = f'// Made by `npm run gen:types` (scripts/gen_types.py) from the operator table of torch {VERSION}. Do not edit.\n'

# Python's form differs from the operator's, or is a property: src/tensor.ts, functional.ts or TO below types it.
HAND_METHODS = set(
    'data dim get_device index index_put_ is_complex is_conj is_contiguous is_floating_point is_inference is_leaf is_neg '
    'is_signed item mH mT nonzero norm numel output_nr requires_grad_ retains_grad size stft storage_offset stride '
    'sym_is_contiguous to type_as'.split()
)
# Python parses the arguments of these by hand.
CASTS = 'bfloat16 bool byte cdouble cfloat char double float half int long short'.split()
TO = [
    '(dtype: dtype, non_blocking?: boolean | ToOptions, copy?: boolean | ToOptions, options?: ToOptions): Tensor',
    '(other: Tensor, non_blocking?: boolean | ToOptions, copy?: boolean | ToOptions, options?: ToOptions): Tensor',
    '(device: Device | null, dtype?: dtype | null | ToOptions, non_blocking?: boolean | ToOptions, copy?: boolean | ToOptions, '
    'options?: ToOptions): Tensor',
    '(options: ToOptions): Tensor',
]
# Operators that mean nothing without a tensor's indexing syntax.
# Private by their names, and in every program with sparse gradients.
SPARSE_METHODS = {'_nnz', '_indices', '_values'}
HIDDEN_FUNCTIONS = set('index nonzero_numpy size slice stride sym_size sym_stride'.split())
RESERVED = {'default', 'function', 'in', 'new', 'this', 'var', 'with'}

SHARED_TYPES = f"""{HEADER}import type {{ Complex }} from '../complex.ts';
import type {{ device, dtype, layout, memory_format }} from '../dtype.ts';
import type {{ Tensor }} from '../tensor.ts';

/** Any number that LibTorch takes; a whole JavaScript number counts as an integer. */
export type Scalar = number | bigint | boolean | Complex;
/** A whole number; past 2^53 only a bigint is exact. */
export type Int = number | bigint;
/** One whole number for all places, or one each. */
export type IntList = number | readonly number[];
export type Device = device | string | number;

/** Tells tensors from plain keyword objects; exists in types only. */
export declare const tensorBrand: unique symbol;
/** A plain object of keyword arguments: neither a tensor nor anything with a tensor's properties. */
export interface Keywords {{
  readonly [tensorBrand]?: never;
}}
/** How a tensor factory makes its result. */
export interface FactoryOptions extends Keywords {{
  dtype?: dtype | null;
  layout?: layout | null;
  device?: Device | null;
  pin_memory?: boolean;
  requires_grad?: boolean;
}}
/** Where a tensor goes, and as what. */
export interface ToOptions extends Keywords {{
  device?: Device | null;
  dtype?: dtype | null;
  non_blocking?: boolean;
  copy?: boolean;
  memory_format?: memory_format | null;
}}
/** Several tensors; the first eight count as present, so that `const [a, b] = x.chunk(2)` needs no check. */
export interface TensorList extends Array<Tensor> {{
{chr(10).join(f'  {i}: Tensor;' for i in range(8))}
}}
"""
IMPORTS = {
    '../dtype.ts': 'dtype layout memory_format',
    '../random.ts': 'Generator',
    '../tensor.ts': 'Tensor',
    './types.ts': 'Device FactoryOptions Int IntList Keywords Scalar TensorList ToOptions tensorBrand',
}


@dataclass
class Param:
    name: str
    type: str
    optional: bool

    def member(self):
        return f'{self.name}{"?" if self.optional else ""}: {self.type}'

    def position(self, options):
        # Whatever is left out from an optional position on may come in the options object there.
        name = f'{self.name}_' if self.name in RESERVED else self.name
        return f'{name}?: {self.type} | {options}' if self.optional else f'{name}: {self.type}'


@dataclass
class Call:
    """One way to call an operator, as TypeScript sees it."""

    positional: list[Param]
    keywords: list[Param]
    result: str
    schemas: list[str]
    factory: bool

    @property
    def varargs(self):
        return len(self.positional) == 1 and bool({'readonly number[]', 'IntList'} & set(self.positional[0].type.split(' | ')))

    @property
    def options(self):
        """Base interface and members of the options object; None where the call takes no options."""
        members = tuple(p.member() for p in [*(p for p in self.positional if p.optional), *self.keywords])
        return ('FactoryOptions' if self.factory else 'Keywords', members) if members or self.factory else None

    def join(self, other):
        """Takes in another overload where one signature can say both; False where it cannot."""
        mine, theirs = ([(p.name, p.optional) for p in call.positional] for call in (self, other))
        differing = [(a, b) for a, b in zip(self.positional, other.positional) if a.type != b.type]
        if mine != theirs or self.result != other.result or len(differing) > 1:
            return False
        known, added = ({p.name: p for p in call.keywords} for call in (self, other))
        if differing and not (known.keys() <= added.keys() or added.keys() <= known.keys()):
            return False
        for a, b in [*differing, *((known[name], added[name]) for name in known.keys() & added.keys())]:
            a.type = union(a.type, b.type)
        for name in known.keys() ^ added.keys():
            (known.get(name) or added[name]).optional = True
        self.keywords += [p for p in other.keywords if p.name not in known]
        self.schemas += other.schemas
        self.factory = self.factory or other.factory
        return True

    def parameter_lists(self, options, by_name, method):
        """`options` is the name of the options type; with `by_name`, required parameters may go in there too."""
        required = [p for p in self.positional if not p.optional]
        trailing = self.factory or bool(self.keywords)
        mandatory = any(not p.optional for p in self.keywords)
        lists = []
        if self.varargs and required:
            name = required[0].name
            lists.append(f'...{name}: number[]')
            if trailing:
                lists.append(f'...args: [...{name}: number[], options: {options}]')
        positions = [p.position(options) for p in self.positional]
        lists.append(', '.join(positions + [f'options{"" if mandatory else "?"}: {options}'] * trailing))
        if by_name:
            # A function's leading tensor is always a position.
            first = int(not method and bool(required) and required[0].name in ('input', 'condition', 'tensors'))
            for start in range(len(required) - 1, first - 1, -1):
                named = f'{{ {"; ".join(p.member() for p in required[start:])} }}'
                lists.append(', '.join([*positions[:start], f'options: {named}{f" & {options}" if options else ""}']))
        return lists


@dataclass
class File:
    """One generated interface, and the types that its members turn out to share."""

    interface: str
    doc: str
    methods: bool = False
    brief: bool = False  # operators without documentation get their positions and no docstring
    members: dict[str, list[Call]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)

    def result_of(self, schema):
        kinds = [typescript(r.type).replace('readonly Tensor[]', 'TensorList') for r in schema.returns]
        kinds = ['number | bigint' if kind == 'Scalar' else kind for kind in kinds]
        if len(kinds) <= 1:
            return kinds[0] if kinds else 'void'
        if any(r.name is None for r in schema.returns):
            return f'[{", ".join(kinds)}]'
        alias = ''.join(pascal(r.name) for r in schema.returns)
        alias = alias if len(alias) <= 40 else f'{pascal(str(schema.name.name))}Result'
        named = [f'{r.name}: {kind}' for r, kind in zip(schema.returns, kinds)]
        self.results[alias] = f'[{", ".join(named)}] & {{ {"; ".join(f"readonly {member}" for member in named)} }}'
        return alias

    def call(self, operator, out):
        """The call of a functional or in-place operator, together with its `out=` twin if there is one."""
        arguments, name = operator.schema.arguments, operator.name

        def parameters(group):
            taken = {a.name for a in arguments.flat_all}
            renamed = {'self': 'input'} if 'input' not in taken else {}
            return [
                Param(renamed.get(a.name, a.name), typescript(a.type, name, a.name), a.default is not None) for a in group
            ]

        positional = parameters(a for a in arguments.flat_positional if not (self.methods and a.name == 'self'))
        keywords = parameters([*arguments.pre_tensor_options_kwarg_only, *arguments.post_tensor_options_kwarg_only])
        if arguments.tensor_options is not None and not operator.is_factory:
            keywords += parameters(arguments.tensor_options.all())
        if out is not None and not self.methods:
            kinds = [typescript(a.type) for a in out.schema.arguments.out]
            kind = kinds[0] if len(kinds) == 1 else f'readonly [{", ".join(kinds)}]'
            keywords.append(Param('out', kind, operator is not out))
        if name.rstrip('_') in ('add', 'sub'):
            # Python reads `add(x, 2, alpha=3)` by its tensor form, where alpha is no position.
            keywords += [p for p in positional if p.name == 'alpha']
            positional = [p for p in positional if p.name != 'alpha']
        in_place = self.methods and operator.schema.name.name.inplace
        result = 'this' if in_place else self.result_of(operator.schema)
        return Call(positional, keywords, result, [operator.text], operator.is_factory)

    def add(self, name, operators, link):
        twins = defaultdict(lambda: [None, None])  # parameters -> [functional, out=]
        for operator in operators:
            arguments = operator.schema.arguments
            twin = twins[tuple((a.name, str(a.type)) for a in arguments.flat_non_out)]
            place = int(operator.schema.is_out_fn())
            twin[place] = twin[place] or operator
        calls = [self.call(functional or out, out) for functional, out in twins.values() if functional or not self.methods]
        while joined := next((b for a, b in combinations(calls, 2) if a.join(b)), None):
            calls = [call for call in calls if call is not joined]
        self.members[name] = calls
        self.links[name] = link

    def name_options(self):
        """Options that operators share are named after their keys, the others after their operator."""
        users = defaultdict(dict)
        for name, calls in self.members.items():
            for call in calls:
                users[call.options][name.rstrip('_')] = True
        users.pop(None, None)
        names, taken = {}, Counter()
        for (base, members), operators in users.items():
            keys = [member.split(':')[0].rstrip('?') for member in members]
            shared = len(operators) > 1 and len(keys) <= 3
            stem = '_'.join(keys) if shared else re.sub(r'[123]d$', '', next(iter(operators)))
            alias = f'{pascal(stem)}{"Factory" if shared and base != "Keywords" else ""}Options'
            taken[alias] += 1
            alias += str(taken[alias]) if taken[alias] > 1 else ''
            names[base, members] = alias if members else base
        return names

    def render(self, head=()):
        names = self.name_options()
        body = []
        for name, calls in self.members.items():
            brief = self.brief and not self.links[name]
            for call in calls:
                doc = ' · '.join([*(f'`{text}`' for text in call.schemas), *filter(None, [self.links[name]])])
                for parameters in call.parameter_lists(names.get(call.options), not brief, self.methods):
                    body += [] if brief else [f'  /** {doc} */']
                    body.append(f'  {name}({parameters}): {call.result};')
        text = '\n'.join(
            [
                *(f'export type {alias} = {kind};' for alias, kind in self.results.items()),
                *(
                    f'export interface {alias} extends {base} {{ {"; ".join(members)} }}'
                    for (base, members), alias in names.items()
                    if members
                ),
                f'/** {self.doc} */',
                f'export interface {self.interface} {{',
                *head,
                *body,
                '}\n',
            ]
        )
        return HEADER + imports(text) + text


def union(*types):
    kinds = {kind for text in types for kind in text.split(' | ')}
    return ' | '.join(sorted(kinds, key=lambda kind: (kind == 'null', kind != 'Tensor', kind)))


def pascal(name):
    return ''.join(part[:1].upper() + part[1:] for part in name.split('_') if part)


def imports(text):
    code = re.sub(r'/\*\*.*?\*/', '', text)
    lines = []
    for source, names in IMPORTS.items():
        used = [name for name in names.split() if re.search(rf'(?<![\w\'?.]){name}(?![\w\'?])(?!\??:)', code)]
        lines += [f"import type {{ {', '.join(used)} }} from '{source}';\n"] if used else []
    return ''.join(lines)


def parsed_by_hand():
    lines = ['  /** Exists in types only. */', '  readonly [tensorBrand]: true;']
    for name in CASTS:
        lines += [f'  /** {method_link(name)} */', f'  {name}(options?: {{ memory_format?: memory_format }}): Tensor;']
    for signature in TO:
        lines += [f'  /** {method_link("to")} */', f'  to{signature};']
    return lines


def render_namespaces(spaces):
    lines = [f"{HEADER}import type {{ AtenFunctions }} from './aten_functions.ts';"]
    for namespace, members in spaces.items():
        lines += ['', f'/** The operators among `torch.{namespace}`. */', f'export interface {pascal(namespace)}Functions {{']
        for short, name in members.items():
            lines += [f'  /** {function_link(name)} */'] if function_link(name) else []
            lines.append(f"  {short}: AtenFunctions['{name}'];")
        lines.append('}')
    return '\n'.join(lines) + '\n'


def render_names(methods, self_places, functions, spaces):
    def wrap(names):
        return re.sub(r'(.{1,112}),(?: |$)', r'  \1,\n', ', '.join(f"'{name}'" for name in names) + ',')

    places = ', '.join(f'{name}: {place}' for name, place in self_places.items())
    tables = [f'  {space}: {{\n{wrap_table(members)}  }},\n' for space, members in spaces.items()]
    return (
        f'{HEADER}/** Tensor methods made from operators, in-place ones included. */\n'
        f'export const methodNames: readonly string[] = [\n{wrap(methods)}];\n\n'
        '/** Methods whose tensor is not the first parameter of the operator: its place there. */\n'
        f'export const selfPlaces: Readonly<Record<string, number>> = {{ {places} }};\n\n'
        "/** Functions of PyTorch's `torch` made from operators. */\n"
        f'export const functionNames: readonly string[] = [\n{wrap(functions)}];\n\n'
        '/** `torch.<namespace>.<name>` and the operator behind it. */\n'
        'export const namespaces: Readonly<Record<string, Readonly<Record<string, string>>>> = {\n'
        f'{"".join(tables)}}};\n'
    )


def wrap_table(members):
    return ''.join(f"    {short}: '{name}',\n" for short, name in members.items())


def generate():
    by_name = defaultdict(list)
    for operator in read_table():
        by_name[operator.name].append(operator)
    methods = File('TensorMethods', 'Every tensor method that PyTorch makes from an operator.', methods=True)
    functions = File('TorchFunctions', "The functions of PyTorch's `torch` that are operators.")
    aten = File('AtenFunctions', "The operators outside PyTorch's `torch`, under their own names.", brief=True)
    method_names, self_places = [], {}
    spaces = {namespace: {} for namespace in NAMESPACES}
    for name, operators in sorted(by_name.items()):
        public = not name.startswith('_')
        as_method, as_function = ([o for o in operators if o.has(variant)] for variant in ('method', 'function'))
        if as_method and (public or name in SPARSE_METHODS) and callable(getattr(torch.Tensor, name, None)):
            method_names.append(name)
            if place := [a.name for a in as_method[0].schema.arguments.flat_positional].index('self'):
                self_places[name] = place
            if name not in HAND_METHODS:
                methods.add(name, as_method, method_link(name))
        if as_function and name not in HIDDEN_FUNCTIONS:
            target = functions if public and hasattr(torch, name) else aten
            target.add(name, as_function, function_link(name))
        for namespace, members in spaces.items():
            short = name.removeprefix(f'{namespace}_')
            if as_function and short != name and hasattr(getattr(torch, namespace), short):
                members[short] = name
    return {
        'types.ts': SHARED_TYPES,
        'tensor_methods.ts': methods.render(parsed_by_hand()),
        'torch_functions.ts': functions.render(),
        'aten_functions.ts': aten.render(),
        'namespaces.ts': render_namespaces(spaces),
        'op_names.ts': render_names(method_names, self_places, functions.members, spaces),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--check', action='store_true', help='write nothing; exit with 1 where a file differs')
    check = parser.parse_args().check
    files = generate()
    # Other generators write here as well; a file's first line names its own.
    old = {path.name: path.read_text() for path in OUT.glob('*')}
    old = {name: text for name, text in old.items() if 'scripts/gen_types.py' in text.split('\n', 1)[0]}
    stale = [name for name in files.keys() | old.keys() if files.get(name) != old.get(name)]
    if check and stale:
        sys.exit(f'src/generated is stale ({", ".join(sorted(stale))}): run `npm run gen:types` with torch {VERSION}')
    OUT.mkdir(parents=True, exist_ok=True)
    for name in stale:
        path = OUT / name
        path.write_text(files[name]) if name in files else path.unlink()
    print(f'src/generated: {len(stale)} files changed' if stale else 'src/generated is up to date')


if __name__ == '__main__':
    main()
