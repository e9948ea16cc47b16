// The areas of `npm run conformance`, by name.
import { torch } from '../../src/torch.ts';
import { exported } from './export.ts';
import { allCases, excludedModules, runModules } from './modules.ts';
import { type Case, run, type Unsayable } from './ops.ts';
import { type OptimCase, runOptim } from './optim.ts';
import { type Area, Report } from './report.ts';

/** PyTorch's operator database: operators, functionals, and the calls that Python refuses. */
const ops: Area = async ({ seed, samples, only, progress }) => {
  torch.set_num_threads(1);
  const reports = { operators: new Report(), functionals: new Report(), 'error inputs': new Report() };
  const args = ['--seed', String(seed), '--samples', String(samples), '--only', only];
  for await (const { name, done, total, lines } of exported('opdb.py', args, seed)) {
    progress(done, total, name);
    const kind = name.startsWith('nn.functional.') ? 'functionals' : 'operators';
    for (const line of lines) {
      const made = JSON.parse(line) as Case | Unsayable;
      const report = reports[made.error ? 'error inputs' : kind];
      if ('unsayable' in made) report.leaveOut(made.op, made.unsayable);
      else {
        for (const { form, failure } of run(made))
          report.add(`${made.op} (${form}${made.dtype ? `, ${made.dtype}` : ''})`, failure);
      }
    }
  }
  return reports;
};

/** PyTorch's optimizer database, and schedules with random options. */
const optim: Area = async ({ seed, only, progress }) => {
  torch.set_num_threads(1);
  const reports = { optimizers: new Report(), 'optimizer errors': new Report(), schedulers: new Report() };
  const args = ['--seed', String(seed), '--only', only];
  for await (const { name, done, total, lines } of exported('optimdb.py', args, seed)) {
    progress(done, total, name);
    for (const line of lines) {
      const made = JSON.parse(line) as OptimCase | { name: string; unsayable: string };
      if ('unsayable' in made) {
        reports.optimizers.leaveOut(made.name, made.unsayable);
        continue;
      }
      const part =
        { refusal: 'optimizer errors', schedule: 'schedulers' }[made.kind as string] ?? 'optimizers';
      const { what, failure } = runOptim(made);
      reports[part as keyof typeof reports].add(what, failure);
    }
  }
  return reports;
};

/** PyTorch's module database. */
const modules: Area = async ({ seed, only, progress }) => {
  const reports = { modules: new Report(), 'module errors': new Report() };
  const cases = allCases(seed).filter(({ module }) => module.includes(only));
  for (const { name, reason } of excludedModules(cases)) reports.modules.leaveOut(name, reason);
  // Module by module, so that one sees how far it is.
  const families = [...new Set(cases.map(({ module }) => module))];
  for (const [done, family] of families.entries()) {
    progress(done, families.length, family);
    for (const { name, error } of runModules(cases.filter(({ module }) => module === family))) {
      reports[name.includes(' error ') ? 'module errors' : 'modules'].add(
        name,
        (error ?? '').split('\n')[0] as string,
      );
    }
  }
  return reports;
};

export const areas = { ops, modules, optim };
