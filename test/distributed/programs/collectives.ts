import { distributed as dist, Tensor, torch } from '../../../src/index.ts';

const [rank, size, port] = process.argv.slice(2).map(Number) as [number, number, number];
torch.set_num_threads(1);
dist.init_process_group('gloo', { init_method: `tcp://127.0.0.1:${port}`, rank, world_size: size });

function show(name: string, ...values: unknown[]): void {
  console.log(JSON.stringify([name, ...values.map((v) => (v instanceof Tensor ? v.tolist() : v))]));
}
const list = <T>(make: (i: number) => T): T[] => Array.from({ length: size }, (_, i) => make(i));

torch.manual_seed(rank);
const t = (...shape: number[]): Tensor => torch.randn(shape);
let x = t(7);
dist.all_reduce(x);
show('sum', x);
for (const op of [dist.ReduceOp.AVG, dist.ReduceOp.PRODUCT, dist.ReduceOp.MIN, dist.ReduceOp.MAX]) {
  x = t(3, 2);
  dist.all_reduce(x, { op });
  show('reduction', x);
}
x = torch.tensor([rank + 1, 6], { dtype: torch.int64 });
dist.all_reduce(x, dist.ReduceOp.BXOR);
show('bits', x);
x = t(4, 3).T;
const work = dist.all_reduce(x, { async_op: true });
work?.wait();
show('async', x, work?.is_completed(), work?.is_success());
x = torch.complex(t(2), t(2));
dist.all_reduce(x);
show('complex', torch.view_as_real(x));
x = t(5).to(torch.bfloat16);
dist.all_reduce(x);
show('bfloat16', x.float());
x = t(3);
dist.broadcast(x, { src: size - 1 });
show('broadcast', x);
x = t(3);
dist.reduce(x, { dst: 0 });
if (rank === 0) show('reduce', x);
let xs: Tensor[] | null = list(() => torch.zeros(2));
dist.all_gather(xs, t(2));
show('all_gather', torch.stack(xs));
x = torch.zeros(2 * size);
dist.all_gather_into_tensor(x, t(2));
show('all_gather_into_tensor', x);
xs = rank === 1 ? list(() => torch.zeros(2)) : null;
dist.gather(t(2), xs, { dst: 1 });
if (xs) show('gather', torch.stack(xs));
x = torch.zeros(2);
dist.scatter(x, rank === 1 ? list(() => t(2)) : null, { src: 1 });
show('scatter', x);
x = torch.zeros(2);
dist.reduce_scatter(
  x,
  list(() => t(2)),
);
show('reduce_scatter', x);
x = torch.zeros(2);
dist.reduce_scatter_tensor(x, t(2 * size));
show('reduce_scatter_tensor', x);
x = torch.zeros(size);
dist.all_to_all_single(x, t(size));
show('all_to_all_single', x);
x = torch.zeros((rank + 1) * size);
const parts = list((i) => i + 1);
dist.all_to_all_single(
  x,
  t(parts.reduce((a, b) => a + b)),
  list(() => rank + 1),
  parts,
);
show('splits', x);
x = torch.zeros(3);
if (rank === 0) dist.send(t(3), 1);
else if (rank === 1) show('recv', dist.recv(x, 0), x);
if (rank === 1) dist.send(t(3), 0, { tag: 5 });
else if (rank === 0) show('recv from anyone', dist.recv(x, { tag: 5 }), x);
if (rank < 2) {
  const ops = [new dist.P2POp(dist.isend, t(3), 1 - rank), new dist.P2POp(dist.irecv, x, 1 - rank)];
  for (const work of dist.batch_isend_irecv(ops)) work.wait();
  show('batch', x);
}
let objects: any[] | null = list(() => null);
dist.all_gather_object(objects, { rank, x: t(2), text: 'ä', none: null, list: [1, 2.5, [true]] });
show('objects', ...objects.map((o) => ({ ...o, x: o.x.tolist() })));
objects = rank === 0 ? [1, 'two', { three: t(2, 2).T.index('1:') }] : [null, null, null];
dist.broadcast_object_list(objects, { src: 0 });
show('broadcast objects', objects[0], objects[1], objects[2].three);
objects = [null];
dist.scatter_object_list(objects, rank === 0 ? list((i) => `for ${i}`) : null, { src: 0 });
show('scatter objects', ...objects);
if (rank === 0) dist.send_object_list([{ a: 1 }, [2]], 1);
else if (rank === 1) {
  objects = [null, null];
  show('received', dist.recv_object_list(objects, 0), ...objects);
}
objects = rank === 0 ? list(() => null) : null;
dist.gather_object(rank * 2, objects, { dst: 0 });
show('gather objects', ...(objects ?? []));
dist.barrier();
dist.monitored_barrier();
const group = dist.new_group([0, 1]);
if (rank < 2) {
  x = t(3);
  dist.all_reduce(x, { group });
  show('group', x, dist.get_rank(group), dist.get_world_size(group), dist.get_process_group_ranks(group));
}
show('world', dist.get_rank(), dist.get_world_size(), dist.get_backend(), dist.is_initialized());
dist.destroy_process_group();
