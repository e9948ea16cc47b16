// Starts one program in several processes, with what torch.distributed's env:// needs, as torchrun does.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

export const usage = `typetorch run [options] program.js [the program's arguments]

Starts the program in several processes that compute together: torch.distributed's init_process_group finds in the environment
who they are. When one fails, the others are ended. A .ts program needs Node 22.18 or later, or the package tsx.

  --nproc-per-node N   processes on this machine (1)
  --nnodes N           machines (1); start the command on each of them, with its own --node-rank
  --node-rank N        this machine's number, from 0 (0)
  --master-addr HOST   the machine of rank 0 (127.0.0.1)
  --master-port PORT   its port (a free one; 29500 with several machines)`;

/** The command line is wrong. */
export class UsageError extends Error {}

/** Options come before the program; all after it is the program's. */
export function readOptions(args) {
  let end = 0;
  while (end < args.length && args[end].startsWith('-')) {
    end += args[end].includes('=') || ['--help', '-h'].includes(args[end]) ? 1 : 2;
  }
  const names = ['nproc-per-node', 'nnodes', 'node-rank', 'master-addr', 'master-port'];
  const own = args.slice(0, end).map((arg) => (arg.startsWith('--') ? arg.replaceAll('_', '-') : arg));
  let values;
  try {
    ({ values } = parseArgs({
      args: own,
      options: {
        help: { type: 'boolean', short: 'h' },
        ...Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
      },
    }));
  } catch (error) {
    throw new UsageError(error.message);
  }
  if (values.help) return null;
  const whole = (name, least, otherwise) => {
    const text = values[name] ?? String(otherwise);
    if (!/^\d{1,6}$/.test(text) || Number(text) < least) {
      throw new UsageError(`--${name} must be a whole number, ${least} or more, not '${text}'`);
    }
    return Number(text);
  };
  const [processes, nodes, node] = [
    whole('nproc-per-node', 1, 1),
    whole('nnodes', 1, 1),
    whole('node-rank', 0, 0),
  ];
  if (node >= nodes) throw new UsageError(`--node-rank ${node} of ${nodes} machines: they count from 0`);
  const [program, ...rest] = args.slice(end);
  if (program === undefined) throw new UsageError('which program?');
  return {
    processes,
    nodes,
    node,
    host: values['master-addr'] ?? '127.0.0.1',
    port: whole('master-port', 0, nodes === 1 ? 0 : 29500),
    program,
    args: rest,
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** What Node needs to run a program: nothing, or tsx for TypeScript where Node does not read it by itself. */
function loaderFor(program) {
  if (!/\.[cm]?tsx?$/.test(program)) return [];
  const [major, minor] = process.versions.node.split('.').map(Number);
  try {
    return [
      '--import',
      pathToFileURL(createRequire(join(process.cwd(), 'package.json')).resolve('tsx')).href,
    ];
  } catch {
    if (major > 22 || (major === 22 && minor >= 18)) return [];
    throw new UsageError(
      `${program} is TypeScript: install tsx (npm install --save-dev tsx), or use Node 22.18 or later`,
    );
  }
}

/** Runs the processes to their end; gives the first failure's exit code, or 0. */
export async function launch({ processes, nodes, node, host, port, program, args }) {
  const loader = loaderFor(program);
  const shared = {
    ...process.env,
    WORLD_SIZE: String(processes * nodes),
    LOCAL_WORLD_SIZE: String(processes),
    GROUP_RANK: String(node),
    MASTER_ADDR: host,
    MASTER_PORT: String(port || (await freePort())),
  };
  // Processes that all take all processors get in each other's way.
  if (processes > 1) shared.OMP_NUM_THREADS ??= '1';
  const children = Array.from({ length: processes }, (_, i) => {
    const env = { ...shared, RANK: String(node * processes + i), LOCAL_RANK: String(i) };
    return spawn(process.execPath, [...loader, program, ...args], { env, stdio: 'inherit' });
  });
  const endAll = (signal = 'SIGTERM') => {
    for (const child of children)
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => endAll(signal));
  let failed = 0;
  await Promise.all(
    children.map(
      (child, i) =>
        new Promise((done) => {
          child.once('error', (error) => {
            console.error(`rank ${node * processes + i} did not start: ${error.message}`);
            failed ||= 1;
            done();
          });
          child.once('exit', (code, signal) => {
            if (code !== 0 && failed === 0) {
              failed = code ?? 1;
              console.error(
                `rank ${node * processes + i} ended with ${signal ?? `exit code ${code}`}; ending the others`,
              );
              endAll();
              // One that waits in a collective does not hear the first signal before it is over.
              setTimeout(() => endAll('SIGKILL'), 5000).unref();
            }
            done();
          });
        }),
    ),
  );
  return failed;
}

/** `typetorch run ...` */
export async function run(args) {
  try {
    const options = readOptions(args);
    if (options !== null) return await launch(options);
    console.log(usage);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${usage}`);
    return 2;
  }
}
