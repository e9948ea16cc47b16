// One set-up at a time in a build folder: two builds would write into each other's objects and stamps.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { say } from './run.mjs';

export const lockName = 'setup.lock';

const held = new Map();
const pause = new Int32Array(new SharedArrayBuffer(4));
const unreadableAfter = 10_000; // ms: a holder writes who it is at once

/**
 * Waits until no other process holds `file`, and holds it; returns how to let it go. A process that holds it already gets
 * it again. A holder that is dead loses it. Where no file can be made (a read-only folder), nothing is held.
 */
export function takeLock(file, { interval = 200 } = {}) {
  const own = held.get(file);
  if (own) {
    own.count += 1;
    return () => letGo(file);
  }
  let told = null;
  for (;;) {
    const taken = create(file);
    if (taken === 'impossible') return () => {};
    if (taken) {
      held.set(file, { count: 1 });
      return () => letGo(file);
    }
    const holder = read(file);
    if (holder === null) continue; // gone again
    if (isDead(holder)) {
      replaceable(file, holder, interval);
      continue;
    }
    if (told !== holder.text) {
      told = holder.text;
      const who = holder.pid
        ? `process ${holder.pid}${isElsewhere(holder) ? ` on ${holder.host}` : ''}`
        : 'it';
      say(`another set-up is at work in this checkout; waiting for ${who} to end (${file})`);
    }
    Atomics.wait(pause, 0, 0, interval);
  }
}

function letGo(file) {
  const own = held.get(file);
  own.count -= 1;
  if (own.count > 0) return;
  held.delete(file);
  rmSync(file, { force: true });
}

/** True when this process made the file, false when there is one, 'impossible' where none can be made. */
function create(file) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const fd = openSync(file, 'wx');
    try {
      writeSync(fd, JSON.stringify({ pid: process.pid, started: startOf(process.pid), host: hostname() }));
    } finally {
      closeSync(fd);
    }
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) return 'impossible';
    throw error;
  }
}

/** Who holds a lock; null when nobody does. */
function read(file) {
  let text;
  let age;
  try {
    text = readFileSync(file, 'utf8');
    age = Date.now() - statSync(file).mtimeMs;
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    return { ...JSON.parse(text), text, age };
  } catch {
    return { text, age };
  }
}

const isElsewhere = (holder) => holder.host !== hostname();

function isDead(holder) {
  if (!Number.isInteger(holder.pid) || holder.pid <= 0) return holder.age > unreadableAfter;
  if (isElsewhere(holder)) return false; // a shared folder: only that machine could tell
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return true;
  }
  // The number may be another process's by now.
  const started = startOf(holder.pid);
  return holder.started != null && started !== null && started !== holder.started;
}

/** When a process began, as Linux says it; null elsewhere. */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

// Takes a dead holder's lock away. Of several that wait, one may do it, and only while it is still the same lock.
function replaceable(file, holder, interval) {
  const release = takeLock(`${file}.takeover`, { interval });
  try {
    if (read(file)?.text !== holder.text) return;
    say(`a set-up that ended early left a lock behind (${file}); taking it over`);
    rmSync(file, { force: true });
  } finally {
    release();
  }
}
