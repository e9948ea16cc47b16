// torch.cuda's streams and events.

import { callable } from '../callable.ts';
import { context } from '../context.ts';
import { RuntimeError, TypeError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import { native } from '../native.ts';
import * as generic from '../streams.ts';
import { type DeviceLike, nameOf, needed } from './_device.ts';

function built(what: string): void {
  if (!native.build_info().cuda) throw new RuntimeError(what);
}

class Stream_ extends generic.Stream {
  /**
   * A new stream; `priority` 0 or below, the lower the more urgent.
   *
   * @throws RuntimeError on a build without CUDA.
   */
  constructor(device: DeviceLike | [id: number | bigint, device: string] = null, priority = 0) {
    built('torch.cuda.Stream requires CUDA support');
    super(Array.isArray(device) ? device : nameOf(device), priority);
  }
  /** The address of CUDA's own stream. */
  get cuda_stream(): bigint {
    return native.stream_describe(this.stream_id, String(this.device))[0];
  }
  get priority(): number {
    return native.stream_describe(this.stream_id, String(this.device))[1];
  }
  static priority_range(): [least: number, greatest: number] {
    return [0, -3];
  }
  override record_event(event: generic.Event = new Event_()): generic.Event {
    return super.record_event(event);
  }
  override toString(): string {
    return `<torch.cuda.Stream device=${this.device} cuda_stream=0x${this.cuda_stream.toString(16)}>`;
  }
}

class Event_ extends generic.Event {
  /** @throws RuntimeError on a build without CUDA. */
  constructor(options: generic.EventOptions = {}) {
    built('Tried to instantiate dummy base class Event');
    super('cuda', options);
  }
  get cuda_event(): bigint {
    return this.event_id;
  }
  override toString(): string {
    const address = this.event_id;
    return address === 0n
      ? '<torch.cuda.Event uninitialized>'
      : `<torch.cuda.Event 0x${address.toString(16)}>`;
  }
}

class ExternalStream_ extends Stream_ {
  /** Another library's stream, by its address; it must outlive this object and every tensor that was used on it. */
  constructor(stream_ptr: number | bigint, device: DeviceLike = null) {
    built('torch.cuda.Stream requires CUDA support');
    super(native.stream_get(nameOf(device), 'foreign', stream_ptr));
  }
}

/** A queue of work on a CUDA device: `torch.cuda.Stream(device?, priority?)`. */
export const Stream = callable(Stream_);
export type Stream = Stream_;
/** A mark in a CUDA stream: `torch.cuda.Event({ enable_timing: true })`. */
export const Event = callable(Event_);
export type Event = Event_;
export const ExternalStream = callable(ExternalStream_);
export type ExternalStream = ExternalStream_;

/** Another library's stream, by its address. */
export const get_stream_from_external = keywords(
  'get_stream_from_external',
  ['data_ptr', 'device'],
  (data_ptr: number | bigint, device: DeviceLike = null): Stream => {
    needed();
    return new ExternalStream_(data_ptr, device);
  },
);

function streamOf(device: DeviceLike, which: 'current' | 'default'): Stream {
  needed();
  return new Stream_(native.stream_get(nameOf(device), which));
}
/** The stream that a device works on for this thread. */
export const current_stream = keywords(
  'current_stream',
  ['device'],
  (device: DeviceLike = null): Stream => streamOf(device, 'current'),
);
export const default_stream = keywords(
  'default_stream',
  ['device'],
  (device: DeviceLike = null): Stream => streamOf(device, 'default'),
);

/** Makes a stream, and its device, the current ones of this thread; null changes nothing. */
export function set_stream(stream: generic.Stream | null): void {
  if (stream !== null) generic.enterStream(checked(stream));
}

function checked(stream: unknown): generic.Stream {
  if (stream instanceof generic.Stream) return stream;
  throw new TypeError(`expected a torch.cuda.Stream, got ${typeof stream}`);
}

/**
 * Works on another stream for a block: `torch.cuda.stream(s, () => ...)` or `using _ = torch.cuda.stream(s)`. null, and a
 * build without CUDA, change nothing.
 */
export function stream(stream: generic.Stream | null): Disposable;
export function stream<T>(stream: generic.Stream | null, body: () => T): T;
export function stream<T>(stream: generic.Stream | null, body?: () => T): T | Disposable {
  return context(
    () => (stream === null || !native.build_info().cuda ? () => {} : generic.visitStream(checked(stream))),
    body,
  );
}
export { stream as StreamContext };
