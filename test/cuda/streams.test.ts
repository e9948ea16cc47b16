// Streams, events and waiting, on the CPU: one stream, on which all is done at once.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as errors from '../../src/errors.ts';
import { native } from '../../src/native.ts';
import { torch } from '../../src/torch.ts';

describe('torch.Stream on the CPU', () => {
  const stream = torch.Stream('cpu');

  it('is the only one, with nothing to wait for', async () => {
    expect(inspect(stream)).toBe('torch.Stream device_type=cpu, device_index=-1, stream_id=0');
    expect(stream.equals(new torch.Stream(torch.device('cpu')))).toBe(true);
    expect(stream.query()).toBe(true);
    expect(stream.synchronize()).toBeUndefined();
    await expect(stream.synchronize_async()).resolves.toBeUndefined();
  });

  it('has no events, as in Python', async () => {
    const event = torch.Event('cpu', { enable_timing: true });
    expect(event.query()).toBe(true);
    expect(event.synchronize()).toBeUndefined();
    await expect(event.synchronize_async()).resolves.toBeUndefined();
    expect(() => event.record(stream)).toThrow("cpu backend doesn't support events.");
    expect(() => stream.record_event()).toThrow("backend doesn't support events.");
    expect(() => stream.wait_stream(stream)).toThrow("backend doesn't support events.");
    expect(() => event.elapsed_time(event)).toThrow(errors.ValueError);
    expect(() => event.record(3 as never)).toThrow('an event is recorded on a torch.Stream');
  });

  it('is nothing to record a tensor on', () => {
    expect(() => torch.ones(2).record_stream(stream)).toThrow(errors.NotImplementedError);
  });
});

describe('waiting', () => {
  it('gives the number and the tensor later, as they were at the call', async () => {
    const x = torch.tensor([2.5]);
    const waiting = [x.item_async(), torch.arange(3).cpu_async()] as const;
    const [number, tensor] = await Promise.all(waiting);
    expect(number).toBe(2.5);
    expect(tensor.tolist()).toEqual([0, 1, 2]);
    await expect(torch.accelerator.synchronize_async()).resolves.toBeUndefined();
    await expect(torch.cuda.synchronize_async()).resolves.toBeUndefined();
  });

  it('keeps the graph of what is copied', async () => {
    const x = torch.ones(3, { requires_grad: true });
    const y = await x.mul(2).cpu_async();
    y.sum().backward();
    expect(x.grad?.tolist()).toEqual([2, 2, 2]);
    expect(await y.sum().item_async()).toBe(6);
  });

  it('lets JavaScript go on meanwhile', async () => {
    const order: string[] = [];
    const waiting = torch
      .ones(1)
      .item_async()
      .then(() => order.push('item'));
    order.push('here');
    await Promise.resolve();
    order.push('microtask');
    await waiting;
    expect(order).toEqual(['here', 'microtask', 'item']);
  });

  it('rejects with the error that the call would throw', async () => {
    await expect(torch.ones(2).item_async()).rejects.toThrow(
      'a Tensor with 2 elements cannot be converted to Scalar',
    );
    const gone = torch.ones(1);
    gone.dispose();
    await expect(gone.item_async()).rejects.toThrow(errors.DisposedError);
    await expect(gone.cpu_async()).rejects.toThrow(errors.DisposedError);
  });

  it('outlives a hundred at once', async () => {
    const values = await Promise.all(Array.from({ length: 100 }, (_, i) => torch.tensor([i]).item_async()));
    expect(values).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  it('takes only events and devices', () => {
    expect(() => native.finish_async(torch.default_generator._h)).toThrow('expected an Event');
    expect(() => native.finish_async(5)).toThrow('expected an Event');
  });
});
