// The smallest proof that a build works: run by scripts/test_*.mjs under other Nodes and LibTorches, on dist/.
import assert from 'node:assert/strict';
import { torch } from 'typetorch';

assert.equal(torch.ones(2, 3).add(1).sum().item(), 12);

const w = torch.tensor([1, 2, 3], { requires_grad: true });
w.mul(w).sum().backward();
assert.deepEqual(w.grad.tolist(), [2, 4, 6]);

assert.throws(
  () => torch.ones(2, 3).matmul(torch.ones(2, 3)),
  /mat1 and mat2 shapes cannot be multiplied \(2x3 and 2x3\)/,
);
console.log('smoke test passed');
