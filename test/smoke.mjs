// The smallest proof that a build works: run by scripts/test_*.mjs under other Nodes and LibTorches, on dist/.
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { torch } from 'typetorch';

assert.equal(torch.ones(2, 3).add(1).sum().item(), 12);

const w = torch.tensor([1, 2, 3], { requires_grad: true });
w.mul(w).sum().backward();
assert.deepEqual(w.grad.tolist(), [2, 4, 6]);

assert.throws(
  () => torch.ones(2, 3).matmul(torch.ones(2, 3)),
  /mat1 and mat2 shapes cannot be multiplied \(2x3 and 2x3\)/,
);

// An operator's arguments stay until the next call, also in what a bundler made of the sources.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
function liveAfter(work) {
  work();
  collect();
  return torch.memory_stats().live_handles;
}
const few = liveAfter(() => void w.detach());
assert.equal(
  liveAfter(() => void torch.ones(2).neg()),
  few + 1,
);
console.log('smoke test passed');
