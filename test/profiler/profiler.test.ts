import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { buildEvents, type RawEvent } from '../../src/profiler/events.ts';
import { torch } from '../../src/torch.ts';
import golden from '../golden/profiler.json' with { type: 'json' };

const { profile, record_function, schedule, ProfilerAction, tensorboard_trace_handler } = torch.profiler;
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const folder = mkdtempSync(join(tmpdir(), 'typetorch-profiler-'));
afterAll(() => rmSync(folder, { recursive: true }));

const none = {
  linked_correlation: 0,
  fwd_thread: 0,
  scope: 0,
  device_type: 0,
  device_index: 0,
  device_resource: 0,
  sequence_nr: -1,
  cuda_us: 0,
  is_user_annotation: 0,
  is_hidden: 0,
};

function events(profile_memory: boolean, with_flops: boolean, shapes: boolean) {
  const raw: RawEvent[] = golden.rows.map((row) => ({
    ...none,
    name: row.name,
    start: row.start * 1000,
    end: row.end * 1000,
    correlation: row.id,
    start_thread: row.thread,
    end_thread: row.thread,
    flops: row.flops,
    bytes: row.bytes,
    is_async: Number(row.is_async),
    input_shapes: shapes ? (row.shapes as number[][]) : [],
  }));
  const list = buildEvents(raw, { use_device: null, profile_memory, with_flops });
  // The golden events were given their bytes; here those come out of the profiler's memory events.
  for (const event of list) {
    const bytes = golden.rows[event.id - 1]?.bytes as number;
    Object.defineProperty(event, 'cpu_memory_usage', { value: bytes });
  }
  return list;
}

describe("tables are Python's, letter for letter", () => {
  for (const { options, memory, flops, shapes, text } of golden.tables) {
    test(JSON.stringify({ ...options, memory, flops, shapes }), () => {
      const averages = events(memory, flops, shapes).key_averages({ group_by_input_shapes: shapes });
      expect(averages.table(options as { sort_by?: string })).toBe(text);
    });
  }

  test('of single events', () => {
    const list = events(true, true, true);
    expect(list.length).toBe(golden.every.count);
    expect(list.self_cpu_time_total).toBeCloseTo(golden.every.self_cpu_time_total, 3);
    const options = { row_limit: 20, top_level_events_only: true, time_unit: 'us' } as const;
    expect(list.table(options)).toBe(golden.every.text);
  });

  test('a wrong sort or option says what there is', () => {
    const list = events(false, false, false);
    expect(() => list.table({ sort_by: 'time' })).toThrow(
      /cannot sort by 'time'; there is cpu_time, cpu_time_total/,
    );
    expect(() => list.table({ limit: 3 } as never)).toThrow(
      /unexpected keyword argument 'limit'; known: sort_by/,
    );
  });
});

const net = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 6 * 6, 2));
const run = () => net(torch.ones(2, 3, 8, 8));

describe("what is recorded is LibTorch's own", () => {
  test('operators, what they call, shapes, bytes and operations', () => {
    const prof = profile({ record_shapes: true, profile_memory: true, with_flops: true }, () => {
      record_function('both ways', () => run().sum().backward());
    });
    const events = prof.events();
    const conv = events.find((event) => event.name === 'aten::conv2d');
    expect(conv?.input_shapes).toEqual([[2, 3, 8, 8], [4, 3, 3, 3], [4], [], [], [], []]);
    expect(conv?.flops).toBe(2 * 2 * 4 * 6 * 6 * 3 * 9);
    expect(conv?.cpu_parent?.name).toBe('both ways');
    expect(conv?.cpu_children.map((event) => event.name)).toEqual(['aten::convolution']);
    expect(conv?.cpu_memory_usage).toBeGreaterThanOrEqual(2 * 4 * 6 * 6 * 4);
    const own = events.find((event) => event.name === 'both ways');
    expect(own?.cpu_time_total).toBeGreaterThan(conv?.cpu_time_total as number);
    const keys = prof.key_averages().map((event) => event.key);
    for (const key of ['aten::relu', 'aten::addmm', 'aten::convolution_backward', 'both ways'])
      expect(keys).toContain(key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(prof.key_averages().table({ sort_by: 'cpu_time_total', row_limit: 5 })).toContain(
      'Self CPU time total: ',
    );
    expect(prof.total_average()).toMatchObject({ key: 'Total', count: events.length });
  });

  test('calls of the same shapes taken together, under the names that Python has there', () => {
    const prof = profile({ record_shapes: true }, () => {
      for (const size of [8, 8, 6]) net.at(0)(torch.ones(2, 3, size, size));
    });
    const convolutions = (list: ReturnType<typeof prof.key_averages>) =>
      list.filter((each) => each.key === 'aten::conv2d').map((each) => each.count);
    expect(convolutions(prof.key_averages())).toEqual([3]);
    expect(convolutions(prof.key_averages({ group_by_input_shape: true }))).toEqual([2, 1]);
    expect(convolutions(prof.events().key_averages({ group_by_input_shapes: true }))).toEqual([2, 1]);
    expect(() => prof.key_averages({ group_by_input_shapes: true } as never)).toThrow(
      "unexpected keyword argument 'group_by_input_shapes'; known: group_by_input_shape",
    );
  });

  test('memory that is given back counts below zero', () => {
    collect(); // what earlier tests left would be given back in between, whenever the collector finds it
    const prof = profile({ profile_memory: true }, () => {
      record_function('take', () => torch.empty(1000)).dispose();
      const x = torch.empty(500);
      record_function('give', () => x.dispose());
    });
    const usage = Object.fromEntries(prof.events().map((event) => [event.name, event.cpu_memory_usage]));
    expect(usage.take).toBe(4000);
    expect(usage.give).toBe(-2000);
  });

  test('takes the function alone', () => {
    const prof = profile(() => torch.ones(3).add(1));
    expect(prof.key_averages().table()).toContain('aten::add');
  });

  test('using and start/stop record the same', () => {
    const names: string[][] = [];
    {
      using prof = profile().start();
      torch.ones(2);
      prof.stop();
      names.push(prof.events().map((event) => event.name));
    }
    const prof = profile();
    prof.start();
    torch.ones(2);
    prof.stop();
    prof.stop();
    names.push(prof.events().map((event) => event.name));
    expect(names[0]).toEqual(['aten::ones', 'aten::empty', 'aten::fill_']);
    expect(names[1]).toEqual(names[0]);
  });

  test('an async body is recorded to its end', async () => {
    const prof = await profile({}, async () => {
      await Promise.resolve();
      torch.ones(2);
    });
    expect(prof.events().map((event) => event.name)).toContain('aten::ones');
  });

  test('an error ends the recording and is passed on', () => {
    expect(() =>
      profile({}, () => {
        throw new Error('mine');
      }),
    ).toThrow('mine');
    expect(profile({}, () => void torch.ones(1)).events().length).toBe(3);
  });

  test('torch.autograd.profiler has the same', () => {
    const prof = torch.autograd.profiler.profile({ record_shapes: true }, () => void run());
    expect(prof.self_cpu_time_total).toBeGreaterThan(0);
    expect(prof.table({ row_limit: 2 }).split('\n').length).toBe(8);
  });
});

describe('steps', () => {
  const { NONE, WARMUP, RECORD, RECORD_AND_SAVE } = ProfilerAction;

  test('the schedule', () => {
    const at = schedule({ wait: 1, warmup: 1, active: 2, repeat: 2, skip_first: 1 });
    const actions = Array.from({ length: 10 }, (_, step) => at(step));
    expect(actions).toEqual([
      NONE,
      NONE,
      WARMUP,
      RECORD,
      RECORD_AND_SAVE,
      NONE,
      WARMUP,
      RECORD,
      RECORD_AND_SAVE,
      NONE,
    ]);
    const early = schedule({ wait: 2, warmup: 1, active: 1, skip_first_wait: 1 });
    expect(Array.from({ length: 5 }, (_, step) => early(step))).toEqual([
      WARMUP,
      RECORD_AND_SAVE,
      NONE,
      NONE,
      WARMUP,
    ]);
    expect(() => schedule({ wait: 1, warmup: 1, active: 0 })).toThrow(/active/);
  });

  test('on_trace_ready gets each cycle with its steps alone', () => {
    const cycles: string[][] = [];
    const options = {
      schedule: schedule({ wait: 1, warmup: 1, active: 2, repeat: 2 }),
      on_trace_ready: (prof: { events(): { trace_name: string | null }[] }) =>
        void cycles.push(
          prof.events().flatMap(({ trace_name }) => (trace_name?.startsWith('Prof') ? [trace_name] : [])),
        ),
    };
    const prof = profile(options, (each) => {
      for (let i = 0; i < 9; i += 1) {
        run();
        each.step();
      }
    });
    expect(cycles).toEqual([
      ['ProfilerStep#2', 'ProfilerStep#3'],
      ['ProfilerStep#6', 'ProfilerStep#7'],
    ]);
    const row = prof.key_averages().find((event) => event.key === 'ProfilerStep*');
    expect(row?.count).toBe(2);
  });

  test('the trace handler writes a file per cycle that Chrome reads', () => {
    const logs = join(folder, 'logs');
    profile({ on_trace_ready: tensorboard_trace_handler(logs, { worker_name: 'w' }) }, () => void run());
    const [file = ''] = readdirSync(logs);
    expect(file).toMatch(/^w\.\d+\.pt\.trace\.json$/);
    const { traceEvents } = JSON.parse(readFileSync(join(logs, file), 'utf8'));
    expect(
      traceEvents.some(
        (event: { name: string; ph: string }) => event.name === 'aten::conv2d' && event.ph === 'X',
      ),
    ).toBe(true);
  });
});

describe('files and mistakes', () => {
  test('a trace can be compressed', () => {
    const prof = profile({}, () => record_function('mine', () => void run()));
    const path = join(folder, 'trace.json.gz');
    prof.export_chrome_trace(path);
    expect(gunzipSync(readFileSync(path)).toString()).toContain('"mine"');
    expect(() => prof.export_chrome_trace(join(folder, 'no', 'trace.json'))).toThrow(/ENOENT/);
    expect(existsSync(join(folder, 'no'))).toBe(false);
  });

  test('two profiles at a time, results before the end, unknown activities', () => {
    const first = profile().start();
    expect(() => profile().start()).toThrow('another profile is running; stop it first');
    expect(() => first.events()).toThrow('recorded nothing yet');
    expect(() => first.start()).toThrow('started already');
    first.stop();
    expect(() => first.step()).toThrow('not running');
    expect(() => profile({ activities: ['GPU' as never] })).toThrow("must be a list of 'CPU' and 'CUDA'");
    expect(() => profile({ record_shape: true } as never)).toThrow(
      /unexpected keyword argument 'record_shape'; known/,
    );
  });

  test('a range is closed once, and what was left open inside of it with it', () => {
    const prof = profile({}, () => {
      const outer = record_function('outer');
      record_function('inner');
      torch.ones(1);
      outer[Symbol.dispose]();
      outer[Symbol.dispose]();
      torch.zeros(1);
    });
    const parents = prof.events().map((event) => [event.name, event.cpu_parent?.name]);
    expect(parents).toContainEqual(['aten::ones', 'inner']);
    expect(parents).toContainEqual(['aten::zeros', undefined]);
  });
});

describe('using', () => {
  test('starts the profile where its block begins, and stops it at the end', () => {
    let outside: ReturnType<typeof torch.profiler.profile>;
    {
      using prof = torch.profiler.profile({ activities: ['CPU'] });
      torch.ones(2).add(1);
      outside = prof;
    }
    torch.ones(2).mul(2);
    const names = outside.events().map((event) => event.name);
    expect(names).toContain('aten::add');
    expect(names).not.toContain('aten::mul');
  });
  test('takes one that was started, and leaves one that has ended alone', () => {
    const prof = torch.profiler.profile({ activities: ['CPU'] });
    {
      using _ = prof.start();
      torch.ones(2).add(1);
    }
    const count = prof.events().length;
    {
      using _ = prof;
      torch.ones(2).add(1);
    }
    expect(prof.events().length).toBe(count);
  });
});

describe('names in the timelines of other tools', () => {
  const { emit_itt, emit_nvtx } = torch.autograd.profiler;
  test('are given for the length of a block', () => {
    expect(emit_itt({ record_shapes: true }, () => torch.ones(2).add(1).tolist())).toEqual([2, 2]);
    expect(emit_itt(() => 3)).toBe(3);
    expect(() =>
      emit_itt(() => {
        throw new Error('mine');
      }),
    ).toThrow('mine');
    {
      using _ = emit_itt();
      expect(() => emit_itt()).toThrow('ITT annotation context manager is not reentrant');
    }
    expect(torch.profiler.profile(() => torch.ones(2).add(1)).events().length).toBeGreaterThan(0);
    expect(() => torch.profiler.profile(() => emit_itt(() => 1))).toThrow('a profile is running');
    expect(() => emit_itt({ shapes: true } as never)).toThrow('known: enabled, record_shapes');
  });
  test.skipIf(torch.cuda.is_available())("of NVIDIA's ask for CUDA, unless they are off", () => {
    expect(() => emit_nvtx()).toThrow(/CUDA/);
    expect(emit_nvtx({ enabled: false }, () => 4)).toBe(4);
  });
});
