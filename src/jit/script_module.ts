import { callable } from '../callable.ts';
import type { Memo } from '../copy.ts';
import { AttributeError, NotImplementedError, TypeError } from '../errors.ts';
import { type External, native } from '../native.ts';
import { Module } from '../nn/modules/module.ts';
import { isPlainObject } from '../signature.ts';
import { Parameter, Tensor } from '../tensor.ts';
import { decode, EXTERNAL, encode } from './values.ts';

interface Argument {
  name: string;
  hasDefault: boolean;
  type: string;
}

/**
 * A module of TorchScript, run by LibTorch's interpreter: callable, with its methods, attributes and constants as properties, and with
 * all that a Module has (`parameters`, `state_dict`, `train`, `to`, hooks, ...). Its tensors are the program's own.
 *
 * @see https://docs.pytorch.org/docs/2.13/generated/torch.jit.ScriptModule.html
 */
class ScriptModule_ extends Module {
  declare readonly [EXTERNAL]: External;
  /** The class's name in the Python program that made it. */
  declare readonly original_name: string;
  declare _arguments: Map<string, Argument[]>;

  /** @internal Made by torch.jit.load. */
  constructor(external: External) {
    super();
    const [type = '', ...rows] = native.jit_describe(external);
    const members = rows.map((row) => row.split('|') as [kind: string, name: string, ...rest: string[]]);
    const hidden = (name: string | symbol, value: unknown) =>
      Object.defineProperty(this, name, { value, writable: true, configurable: true });
    hidden(EXTERNAL, external);
    hidden('original_name', /([^.]*)$/.exec(type.replace(/\.___torch_mangle_\d+/g, ''))?.[1] ?? type);
    hidden('_arguments', new Map());
    for (const [kind, name, ...rest] of members) {
      if (kind === 'method') this._define(name, rest);
      else if (kind === 'attribute' || kind === 'constant') this._accessor(name, kind === 'attribute');
    }
    this._adopt(members);
  }

  /** The program's tensors and modules as properties of this one. */
  private _adopt(members: [string, string, ...string[]][]): void {
    const slots = this as unknown as Record<string, unknown>;
    for (const [kind, name] of members) {
      if (!['parameter', 'buffer', 'module'].includes(kind)) continue;
      const value = native.jit_get(this[EXTERNAL], name);
      if (kind === 'module')
        this.add_module(name, value === null ? null : new ScriptModule((value as any)[1]));
      else if (value === null) slots[name] = null;
      else {
        const handle = (value as any)[1];
        if (kind === 'parameter') slots[name] = new Parameter(handle, native.requires_grad(handle));
        else this.register_buffer(name, new Tensor(handle));
      }
    }
  }

  private _define(name: string, rest: string[]): void {
    const args: Argument[] = [];
    for (let i = 0; i + 2 < rest.length; i += 3) {
      const [argument, hasDefault, type] = rest.slice(i, i + 3) as [string, string, string];
      args.push({ name: argument, hasDefault: hasDefault === '1', type });
    }
    this._arguments.set(name, args);
    if (name in this) return;
    Object.defineProperty(this, name, {
      value: (...given: unknown[]) => this._run(name, given),
      configurable: true,
      writable: true,
    });
  }

  private _accessor(name: string, writable: boolean): void {
    const external = this[EXTERNAL];
    Object.defineProperty(this, name, {
      get: () => decode(native.jit_get(external, name), (child) => new ScriptModule(child)),
      set: (value: unknown) => {
        if (!writable) throw new AttributeError(`'${name}' is a constant of the program`);
        native.jit_set(external, name, encode(value));
      },
      enumerable: name === 'training',
      configurable: true,
    });
  }

  /** Runs a method, by positions or with keywords in a last plain object. */
  private _run(method: string, given: unknown[]): any {
    const args = this._arguments.get(method);
    if (!args) throw new AttributeError(`${this.original_name} has no method '${method}'`);
    const positions = [...given];
    const last = positions.at(-1);
    const place = args[positions.length - 1];
    const names = args.map(({ name }) => name);
    const isDict = place?.type.startsWith('Dict[') || place?.type.startsWith('Optional[Dict[');
    const isKeywords =
      isPlainObject(last) && !(isDict && !Object.keys(last).every((key) => names.includes(key)));
    if (isKeywords) {
      positions.pop();
      for (const [key, value] of Object.entries(last)) {
        const at = names.indexOf(key);
        if (at < 0)
          throw new TypeError(
            `${method}() got an unexpected keyword argument '${key}'; known: ${names.join(', ')}`,
          );
        if (at < positions.length && positions[at] !== undefined)
          throw new TypeError(`${method}() got multiple values for argument '${key}'`);
        positions[at] = value;
      }
    }
    const encoded = Array.from(positions, (value) => encode(value));
    return decode(native.jit_call(this[EXTERNAL], method, encoded), (child) => new ScriptModule(child));
  }

  override forward(...args: any[]): any {
    if (!this._arguments.has('forward'))
      throw new NotImplementedError(
        `Module [${this.original_name}] is missing the required "forward" function`,
      );
    return this._run('forward', args);
  }

  override train(mode = true): this {
    super.train(mode);
    native.jit_train(this[EXTERNAL], mode);
    return this;
  }

  override _apply(fn: (tensor: Tensor) => Tensor, recurse = true): this {
    super._apply(fn, recurse);
    // Tensors that were exchanged instead of changed become the program's, too.
    for (const [name, tensor] of [...this.named_parameters('', false), ...this.named_buffers('', false)])
      native.jit_set(this[EXTERNAL], name, encode(tensor));
    return this;
  }

  override load_state_dict(state_dict: any, ...options: any[]): any {
    const result = super.load_state_dict(state_dict, ...(options as []));
    for (const module of this.modules() as ScriptModule_[]) module._apply((tensor) => tensor, false);
    return result;
  }

  /** The program's source of `forward`, as TorchScript prints it. */
  get code(): string {
    return native.jit_text(this[EXTERNAL], 'code', 'forward');
  }

  /** The graph of `forward`. */
  get graph(): string {
    return native.jit_text(this[EXTERNAL], 'graph', 'forward');
  }

  /** A module of its own with copies of all tensors. */
  copy(): ScriptModule_ {
    return new ScriptModule(native.jit_copy(this[EXTERNAL], 'copy'));
  }

  override __deepcopy__(memo: Memo): this {
    const copy = this.copy();
    memo.set(this, copy);
    return copy as this;
  }

  /** The same program and tensors. */
  override __copy__(): this {
    return new ScriptModule(this[EXTERNAL]) as this;
  }

  override _get_name(): string {
    return this.original_name ? `RecursiveScriptModule` : 'ScriptModule';
  }

  override extra_repr(): string {
    return `original_name=${this.original_name}`;
  }
}

/** @internal */
export const ScriptModule = callable(ScriptModule_);
export type ScriptModule = ScriptModule_;
