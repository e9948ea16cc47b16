// The addon as it is before src/native.ts has introduced itself: every function must still answer, if with an error.
import { createRequire } from 'node:module';

const native = createRequire(import.meta.url)(process.env.TYPETORCH_ADDON);
const arguments_ = [[], [1], [1, 1], [undefined, 'aten::ones'], ['aten::add', 'Tensor', '']];
let thrown = 0;
for (const [name, f] of Object.entries(native)) {
  if (name === 'init') continue;
  for (const args of arguments_) {
    try {
      f(...args);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      thrown += 1;
    }
  }
}
for (const hooks of [undefined, {}, { scratch: 1 }, { scratch: new Float64Array(8), make_error: 5 }]) {
  try {
    native.init(hooks);
    throw new Error('taken');
  } catch (error) {
    if (error.message === 'taken') throw error;
    thrown += 1;
  }
}
// Results that need what init() brings.
const complex = native.from_buffer(new Float32Array(2), native.make_constant(2, 9), [], null, 0, false);
for (const use of [
  () => native.item(complex),
  () => native.op_bind('aten::max', 'dim', '')({}, {}, complex, 0),
]) {
  try {
    use();
  } catch {
    thrown += 1;
  }
}
// On a line of its own: some functions write to standard output.
console.log(`\n${JSON.stringify({ thrown })}`);
