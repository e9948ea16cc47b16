// torch.Stream and torch.Event: queues of work on any device, and marks in them. The CPU has one stream, on which all
// is done at once, and no events.
import { inspect } from 'node:util';
import { type device, makeDevice } from './dtype.ts';
import { RuntimeError, TypeError } from './errors.ts';
import { type External, native } from './native.ts';

/** @internal What a device may be given as. */
export type DeviceLike = device | string | number | null | undefined;

/** The device that a call means; without one the accelerator's current one, or the CPU. */
function placeOf(place: DeviceLike): device {
  const found = makeDevice(place ?? (native.cuda_device_count() > 0 ? 'cuda' : 'cpu'));
  if (found.type === 'cuda' && !native.build_info().cuda)
    throw new RuntimeError('PyTorch is not linked with support for cuda devices');
  return found;
}

/** A queue of work on a device. Work on different streams of a device may run at the same time. */
export class Stream {
  readonly device: device;
  /** LibTorch's number of it; 0 is a device's default stream. */
  readonly stream_id: number | bigint;

  /** A new stream of a device. The lower the priority, the more urgent; CUDA knows 0 and a few numbers below. */
  constructor(device: DeviceLike | [id: number | bigint, device: string] = null, priority = 0) {
    const [id, place] = Array.isArray(device)
      ? device
      : native.stream_get(String(placeOf(device)), 'new', priority);
    this.stream_id = id;
    this.device = makeDevice(place);
  }
  get device_index(): number {
    return this.device.index ?? -1;
  }
  get device_type(): string {
    return this.device.type;
  }
  /** Whether all that it was given has ended. */
  query(): boolean {
    return native.stream_query(this.stream_id, String(this.device));
  }
  /** Waits until all that it was given has ended. */
  synchronize(): void {
    native.stream_synchronize(this.stream_id, String(this.device));
  }
  /** The same without holding up JavaScript. */
  async synchronize_async(): Promise<void> {
    await native.finish_async(String(this.device), this.stream_id);
  }
  /** What is queued from now on waits for an event; the call itself does not wait. */
  wait_event(event: Event): void {
    event.wait(this);
  }
  /** What is queued from now on waits for all that the other stream was given until now. */
  wait_stream(stream: Stream): void {
    this.wait_event(stream.record_event());
  }
  /** Puts a mark behind what is queued now. */
  record_event(event: Event = new Event(this.device)): Event {
    event.record(this);
    return event;
  }
  equals(other: unknown): boolean {
    return other instanceof Stream && other.stream_id === this.stream_id && other.device === this.device;
  }
  toString(): string {
    return `torch.Stream device_type=${this.device_type}, device_index=${this.device_index}, stream_id=${this.stream_id}`;
  }
  [inspect.custom](): string {
    return this.toString();
  }
}

export interface EventOptions {
  /** Whether `elapsed_time` can be asked. */
  readonly enable_timing?: boolean;
  /** Whether waiting threads sleep instead of spinning. */
  readonly blocking?: boolean;
  /** For work outside of a graph that is being captured. */
  readonly external?: boolean;
}

/** A mark in a stream, which comes when all before it has ended. */
export class Event {
  /** @internal */
  readonly _held: External;
  readonly #type: string;

  constructor(device: DeviceLike = null, options: EventOptions = {}) {
    const { enable_timing = false, blocking = false, external = false } = options;
    this.#type = placeOf(device).type;
    this._held = native.event_new(
      this.#type,
      Number(enable_timing) + 2 * Number(blocking) + 4 * Number(external),
    );
  }
  /** The device that first recorded it. */
  get device(): device {
    return makeDevice(native.event_describe(this._held)[1]);
  }
  get event_id(): bigint {
    return native.event_describe(this._held)[0];
  }
  /** Puts the mark behind what a stream has queued, by default the current one. */
  record(stream: Stream | null = null): void {
    const { stream_id, device } = this.#on(stream);
    native.event_record(this._held, stream_id, String(device));
  }
  /** What a stream (by default the current one) is given from now on waits for the mark. */
  wait(stream: Stream | null = null): void {
    const { stream_id, device } = this.#on(stream);
    native.event_wait(this._held, stream_id, String(device));
  }
  /** Whether all before the mark has ended; true as well for one that was never recorded. */
  query(): boolean {
    return native.event_query(this._held);
  }
  /** Waits for the mark. */
  synchronize(): void {
    native.event_synchronize(this._held);
  }
  /** The same without holding up JavaScript. */
  async synchronize_async(): Promise<void> {
    await native.finish_async(this._held);
  }
  /**
   * Milliseconds between this mark and a later one.
   *
   * @throws ValueError where one was made without `enable_timing` or was never recorded, RuntimeError where one has not
   *   come yet.
   */
  elapsed_time(end_event: Event): number {
    return native.event_elapsed(this._held, end_event._held);
  }
  #on(stream: Stream | null): Stream {
    if (stream === null) return current_stream(this.#type);
    if (stream instanceof Stream) return stream;
    throw new TypeError('an event is recorded on a torch.Stream');
  }
  toString(): string {
    return `torch.Event device_type=${this.#type}, device_index=${this.device.index ?? -1}, event_id=${this.event_id}`;
  }
  [inspect.custom](): string {
    return this.toString();
  }
}

/** @internal The stream that a device works on for this thread. */
export const current_stream = (place: DeviceLike = null): Stream =>
  new Stream(native.stream_get(String(placeOf(place)), 'current'));

/** @internal Makes a stream, and its device, the current ones of this thread. */
export function enterStream({ stream_id, device }: Stream): void {
  if (device.type === 'cuda' && device.index !== null) native.cuda_device(device.index);
  native.stream_set(stream_id, String(device));
}

/** @internal A block on another stream: the device's stream, and the current device, come back after it. */
export function visitStream(stream: Stream): () => void {
  const here = current_stream(stream.device.type);
  const there = here.device === stream.device ? null : current_stream(stream.device);
  enterStream(stream);
  return () => {
    if (there) enterStream(there);
    enterStream(here);
  };
}
