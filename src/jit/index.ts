/** `torch.jit`: TorchScript programs; `torch._inductor.aoti_load_package`: compiled packages. */
import { torch } from '../torch.ts';
import { aoti_load_package, load as loadExported } from './aoti.ts';
import { ScriptModule } from './script_module.ts';
import { freeze, load, optimize_for_inference, save } from './serialization.ts';

export { type AOTICompiledModel, aoti_load_package } from './aoti.ts';
export { ScriptModule } from './script_module.ts';
export { freeze, load, optimize_for_inference, save } from './serialization.ts';
export { ScriptObject } from './values.ts';

/** Whether TorchScript compiles the code that asks. It never compiles JavaScript: false, as in a plain Python program. */
export const is_scripting = (): boolean => false;
/** Whether a trace is being recorded: false, programs are traced in Python. */
export const is_tracing = (): boolean => false;

// torch.ts lies below this folder, and leaves these places open.
Object.assign(torch.jit, {
  load,
  save,
  freeze,
  optimize_for_inference,
  ScriptModule,
  is_scripting,
  is_tracing,
});
Object.assign(torch._inductor, { aoti_load_package });
Object.assign(torch.export, { load: loadExported });
