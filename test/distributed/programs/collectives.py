import json, os, sys
import torch, torch.distributed as dist

rank, size, port = map(int, sys.argv[1:])
torch.set_num_threads(1)
dist.init_process_group('gloo', init_method=f'tcp://127.0.0.1:{port}', rank=rank, world_size=size)


def show(name, *values):
    print(json.dumps([name, *[v.tolist() if isinstance(v, torch.Tensor) else v for v in values]]))


torch.manual_seed(rank)
t = lambda *shape: torch.randn(*shape)
x = t(7)
dist.all_reduce(x)
show('sum', x)
for op in (dist.ReduceOp.AVG, dist.ReduceOp.PRODUCT, dist.ReduceOp.MIN, dist.ReduceOp.MAX):
    x = t(3, 2)
    dist.all_reduce(x, op=op)
    show('reduction', x)
x = torch.tensor([rank + 1, 6])
dist.all_reduce(x, dist.ReduceOp.BXOR)
show('bits', x)
x = t(4, 3).T
work = dist.all_reduce(x, async_op=True)
work.wait()
show('async', x, work.is_completed(), work.is_success())
x = torch.complex(t(2), t(2))
dist.all_reduce(x)
show('complex', torch.view_as_real(x))
x = t(5).to(torch.bfloat16)
dist.all_reduce(x)
show('bfloat16', x.float())
x = t(3)
dist.broadcast(x, src=size - 1)
show('broadcast', x)
x = t(3)
dist.reduce(x, dst=0)
if rank == 0:
    show('reduce', x)
xs = [torch.zeros(2) for _ in range(size)]
dist.all_gather(xs, t(2))
show('all_gather', torch.stack(xs))
x = torch.zeros(2 * size)
dist.all_gather_into_tensor(x, t(2))
show('all_gather_into_tensor', x)
xs = [torch.zeros(2) for _ in range(size)] if rank == 1 else None
dist.gather(t(2), xs, dst=1)
if xs:
    show('gather', torch.stack(xs))
x = torch.zeros(2)
dist.scatter(x, [t(2) for _ in range(size)] if rank == 1 else None, src=1)
show('scatter', x)
x = torch.zeros(2)
dist.reduce_scatter(x, [t(2) for _ in range(size)])
show('reduce_scatter', x)
x = torch.zeros(2)
dist.reduce_scatter_tensor(x, t(2 * size))
show('reduce_scatter_tensor', x)
x = torch.zeros(size)
dist.all_to_all_single(x, t(size))
show('all_to_all_single', x)
x = torch.zeros((rank + 1) * size)
dist.all_to_all_single(x, t(sum(range(1, size + 1))), [rank + 1] * size, list(range(1, size + 1)))
show('splits', x)
x = torch.zeros(3)
if rank == 0:
    dist.send(t(3), 1)
elif rank == 1:
    show('recv', dist.recv(x, 0), x)
if rank == 1:
    dist.send(t(3), 0, tag=5)
elif rank == 0:
    show('recv from anyone', dist.recv(x, tag=5), x)
if rank < 2:
    ops = [dist.P2POp(dist.isend, t(3), 1 - rank), dist.P2POp(dist.irecv, x, 1 - rank)]
    for work in dist.batch_isend_irecv(ops):
        work.wait()
    show('batch', x)
objects = [None] * size
dist.all_gather_object(objects, {'rank': rank, 'x': t(2), 'text': 'ä', 'none': None, 'list': [1, 2.5, [True]]})
show('objects', *[{**o, 'x': o['x'].tolist()} for o in objects])
objects = [1, 'two', {'three': t(2, 2).T[1:]}] if rank == 0 else [None, None, None]
dist.broadcast_object_list(objects, src=0)
show('broadcast objects', objects[0], objects[1], objects[2]['three'])
objects = [None]
dist.scatter_object_list(objects, [f'for {i}' for i in range(size)] if rank == 0 else None, src=0)
show('scatter objects', *objects)
if rank == 0:
    dist.send_object_list([{'a': 1}, [2]], 1)
elif rank == 1:
    objects = [None, None]
    show('received', dist.recv_object_list(objects, 0), *objects)
objects = [None] * size if rank == 0 else None
dist.gather_object(rank * 2, objects, dst=0)
show('gather objects', *(objects or []))
dist.barrier()
dist.monitored_barrier()
group = dist.new_group([0, 1])
if rank < 2:
    x = t(3)
    dist.all_reduce(x, group=group)
    show('group', x, dist.get_rank(group), dist.get_world_size(group), dist.get_process_group_ranks(group))
show('world', dist.get_rank(), dist.get_world_size(), dist.get_backend(), dist.is_initialized())
dist.destroy_process_group()
sys.stdout.flush()
os._exit(0)  # Python's own end of Gloo's threads sometimes aborts
