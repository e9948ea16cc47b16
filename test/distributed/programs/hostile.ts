// Run by errors.test.ts, as two processes.
import { distributed as dist, torch } from '../../../src/index.ts';

const [rank, port] = process.argv.slice(2).map(Number) as [number, number];
const store = dist.TCPStore('127.0.0.1', port, { timeout: 20_000 });
dist.init_process_group('gloo', { store, rank, world_size: 2, timeout: 20_000 });

function attempt(call: () => unknown): void {
  try {
    console.log(String(call()));
  } catch (error) {
    console.log(String(error).split('\n')[0]);
  }
}

if (rank === 1) {
  const x = torch.zeros(1000);
  const work = dist.irecv(x, 0);
  attempt(() => x.resize_(5_000_000));
  const shared = x.numpy();
  attempt(() => shared.length);
  const alias = x.view(10, 100);
  x.data = torch.ones(3);
  x.dispose();
  (globalThis as { gc?: () => void }).gc?.();
  dist.barrier();
  work?.wait();
  console.log(`received ${alias.sum().item()}`);
  process.exit(0);
}
dist.barrier();
dist.send(torch.ones(1000), 1);
attempt(() => dist.all_reduce(torch.ones(10)));
attempt(() => dist.monitored_barrier({ timeout: 1000 }));
attempt(() => dist.recv(torch.ones(10), 1));
dist.destroy_process_group();
console.log('done');
