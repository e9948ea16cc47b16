import { afterEach, expect, test, vi } from 'vitest';
import { lr_scheduler, SGD } from '../../src/optim/index.ts';
import { Parameter } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

// In a file of its own: what PyTorch warns of is said once a process.
const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
afterEach(() => warn.mockClear());
const sgd = () => SGD([new Parameter(torch.zeros(1))]);
const warned = () => warn.mock.calls.map(([message]) => String(message));

test('a scheduler that follows its optimizer is silent', () => {
  const optimizer = sgd();
  const scheduler = lr_scheduler.StepLR(optimizer, 2);
  optimizer.step();
  scheduler.step();
  scheduler.step();
  scheduler.get_last_lr();
  expect(warned()).toEqual([]);
});

test('a scheduler warns, once, when it runs before its optimizer', () => {
  const optimizer = sgd();
  // A step before the scheduler was made does not count.
  optimizer.step();
  for (let i = 0; i < 2; i += 1) lr_scheduler.StepLR(optimizer, 2).step();
  expect(warned()).toHaveLength(1);
  expect(warned()[0]).toContain('Detected call of `lr_scheduler.step()` before `optimizer.step()`');
});

test('a scheduler warns of get_lr() outside a step, and of step(epoch)', () => {
  const optimizer = sgd();
  const scheduler = lr_scheduler.StepLR(optimizer, 2);
  optimizer.step();
  scheduler.get_lr();
  scheduler.step(3);
  expect(warned()[0]).toContain('please use `get_last_lr()`');
  expect(warned()[1]).toContain('The epoch parameter in `scheduler.step()` was not necessary');
});
