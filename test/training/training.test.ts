import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import * as optim from '../../src/optim/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import {
  Checkpoint,
  EarlyStopping,
  KFold,
  lr_find,
  StratifiedKFold,
  tqdm,
} from '../../src/training/index.ts';
import golden from '../golden/kfold.json' with { type: 'json' };

const folder = mkdtempSync(join(tmpdir(), 'typetorch-training-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('tqdm', () => {
  test('passes every item on and writes nothing where there is no terminal', () => {
    const write = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    const bar = tqdm([3, 1, 2], { desc: 'epoch 0' });
    expect([...bar]).toEqual([3, 1, 2]);
    bar.set_postfix({ loss: 0.12345 });
    expect(bar.n).toBe(3);
    expect(bar.total).toBe(3);
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
  });
  test('ends the loop below it when the loop ends early', () => {
    let ended = false;
    function* items() {
      try {
        yield 1;
        yield 2;
      } finally {
        ended = true;
      }
    }
    for (const _ of tqdm(items())) break;
    expect(ended).toBe(true);
  });
  test('shows a bar when it is told to', () => {
    const texts: string[] = [];
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => !!texts.push(String(text)));
    const isTTY = process.stderr.isTTY;
    process.stderr.isTTY = true;
    try {
      using bar = tqdm({ total: 4, desc: 'work', disable: false });
      bar.update(3);
    } finally {
      process.stderr.isTTY = isTTY;
      write.mockRestore();
    }
    expect(texts.join('')).toContain('work: ');
  });
  test('wants something to iterate over', () => {
    expect(() => tqdm(3 as never)).toThrow('must be something to iterate over');
  });
});

describe('EarlyStopping', () => {
  test('stops after so many epochs without an improvement', () => {
    const stopping = EarlyStopping({ patience: 2, tol: 0.1 });
    expect([1, 0.5, 0.45, 0.3, 0.29, 0.28].map((loss) => stopping.step(loss))).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
    expect(stopping.best).toBe(0.3);
  });
  test('of accuracies, with NaN, and going on from a saved state', () => {
    const stopping = EarlyStopping({ patience: 2, mode: 'max' });
    expect([0.5, 0.6, Number.NaN].map((value) => stopping.step(value))).toEqual([false, false, false]);
    const next = EarlyStopping({ patience: 2, mode: 'max' });
    next.load_state_dict(stopping.state_dict());
    expect(next.step(0.6)).toBe(true);
    expect(() => EarlyStopping({ patience: 0 })).toThrow(/patience/);
  });
});

describe('Checkpoint', () => {
  const parts = () => {
    const model = nn.Linear(3, 2);
    return { model, optimizer: optim.SGD(model.parameters(), { lr: 0.1, momentum: 0.9 }) };
  };
  const train = ({ model, optimizer }: ReturnType<typeof parts>) => {
    optimizer.zero_grad();
    model(torch.rand(4, 3)).pow(2).sum().backward();
    optimizer.step();
    return model.weight.detach().clone();
  };

  test('a run that was cut goes on with the very numbers of one that was not', () => {
    const home = join(folder, 'run');
    torch.manual_seed(5);
    const first = parts();
    const checkpoint = Checkpoint(home, first, { mode: 'min' });
    expect(checkpoint.resume()).toBe(0);
    train(first);
    expect(checkpoint.save(0, 2)).toBe(true);
    train(first);
    expect(checkpoint.save(1, 3)).toBe(false);
    const straight = train(first);

    torch.manual_seed(99);
    const second = parts();
    const again = Checkpoint(home, second, { mode: 'min' });
    expect(again.resume()).toBe(2);
    expect(again.best).toBe(2);
    expect(train(second).equal(straight)).toBe(true);
    expect(again.load_best()).toBe(0);
    expect(readdirSync(home).sort()).toEqual(['best.pt', 'last.pt']);
  });

  test("another run's file and a broken one are refused, and nothing is lost", () => {
    const home = join(folder, 'other');
    Checkpoint(home, { model: nn.Linear(1, 1) }).save(0, 1);
    expect(() => Checkpoint(home, parts()).resume()).toThrow(/has no optimizer; it is another run's file/);
    writeFileSync(join(home, 'last.pt'), 'broken');
    expect(() => Checkpoint(home, { model: nn.Linear(1, 1) }).resume()).toThrow();
    expect(Checkpoint(home, { model: nn.Linear(1, 1) }).load_best()).toBe(0);
    expect(() => Checkpoint(join(folder, 'none'), parts()).load_best()).toThrow(/there is no .*best\.pt yet/);
    expect(() => Checkpoint(home, { epoch: nn.Linear(1, 1) })).toThrow("'epoch' is a name of its own");
  });
});

describe('folds', () => {
  test("are scikit-learn's", () => {
    for (const [n, k, folds] of golden.plain as [number, number, [number[], number[]][]][]) {
      expect([...KFold(k).split(n)]).toEqual(folds);
    }
    for (const [labels, k, folds] of golden.strata as [number[], number, [number[], number[]][]][]) {
      expect([...StratifiedKFold(k).split(labels)]).toEqual(folds);
      expect([...StratifiedKFold(k).split(torch.tensor(labels).long())]).toEqual(folds);
    }
  });
  test('shuffled ones have every sample once, and are the same for the same seed', () => {
    const generator = () => torch.Generator().manual_seed(3);
    const folds = (seed = generator()) => [
      ...KFold({ n_splits: 3, shuffle: true, generator: seed }).split(10),
    ];
    expect(folds()).toEqual(folds());
    expect(
      folds()
        .flatMap(([, test]) => test)
        .sort((a, b) => a - b),
    ).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(folds()).not.toEqual([...KFold(3).split(10)]);
    const labels = [0, 0, 0, 0, 1, 1, 1, 1];
    for (const [train, test] of StratifiedKFold(4, true).split(labels)) {
      expect(test.map((i) => labels[i]).sort()).toEqual([0, 1]);
      expect(train.length).toBe(6);
    }
  });
  test('too few samples', () => {
    expect(() => [...KFold(5).split(4)]).toThrow('5 folds need at least as many samples, got 4');
    expect(() => [...StratifiedKFold(3).split([0, 0, 1, 1])]).toThrow('no class has 3 samples');
    expect(() => KFold(1)).toThrow(/n_splits/);
  });
});

test('lr_find suggests a rate at which the loss falls, and leaves no trace', () => {
  torch.manual_seed(0);
  const model = nn.Linear(4, 1);
  model.train(false);
  const optimizer = optim.SGD(model.parameters(), { lr: 0.5, momentum: 0.9 });
  const x = torch.rand(64, 4);
  const y = x.sum(1, true);
  const before = model.weight.detach().clone();
  const criterion = nn.MSELoss();
  const found = lr_find(model, optimizer, criterion as (a: Tensor, b: Tensor) => Tensor, [[x, y]], {
    end_lr: 100,
    num_iter: 60,
  });
  expect(found.suggestion).toBeGreaterThan(1e-4);
  expect(found.suggestion).toBeLessThan(2);
  expect(found.lrs.length).toBeLessThan(60); // it diverged, and ended early
  expect(model.weight.equal(before)).toBe(true);
  expect(model.training).toBe(false);
  expect(model.weight.grad).toBe(null);
  expect((optimizer.param_groups[0] as { lr?: number }).lr).toBe(0.5);
  expect(optimizer.state.size).toBe(0);
  expect(() => lr_find(model, optimizer, criterion as never, [])).toThrow('gives no batch');
});
