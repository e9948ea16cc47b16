import { createRequire } from 'node:module';
import type { Namespace } from 'protobufjs';
import { messages } from '../../generated/tensorboard_messages.ts';

let root: Namespace | null = null;

/** protobufjs is loaded by the first event, not by every program that imports the package. */
function types(): Namespace {
  if (root !== null) return root;
  const protobuf = createRequire(import.meta.url)('protobufjs/light') as typeof import('protobufjs');
  root = protobuf.Root.fromJSON({ nested: messages as never }).resolveAll();
  return root;
}

export type MessageName = keyof typeof messages;

/** A plain object as one of TensorBoard's messages. */
export function encode(name: MessageName, value: Record<string, unknown>): Uint8Array {
  const type = types().lookupType(name);
  return type.encode(type.fromObject(value)).finish();
}

/** The reverse of `encode`, for tests. */
export function decode(name: MessageName, bytes: Uint8Array): Record<string, any> {
  const type = types().lookupType(name);
  return type.toObject(type.decode(bytes), { longs: Number, bytes: Buffer, defaults: false });
}
