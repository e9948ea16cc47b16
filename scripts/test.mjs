// `npm test`: set-up, then every check there is; one closing line with the counts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { notPossible } from './setup/exit_codes.mjs';
import { asksForHelp } from './setup/run.mjs';
import { project, setUp } from './setup.mjs';

const help = `Sets up what is missing, then runs every check and test there is.

Usage: npm test [-- options] [-- FILES]

  --everything    also other versions of Node, the oldest LibTorch and the CUDA build
  --help          this text

What else there is goes to vitest: npm test -- test/nn -t linear runs the tests in test/nn whose names contain linear.`;
if (asksForHelp(process.argv)) {
  console.log(help);
  process.exit();
}

const bin = (name) => join(project, 'node_modules/.bin', name);
const script = (name) => [process.execPath, join(project, 'scripts', name)];

const checks = [
  ['lint', [bin('biome'), 'ci', '--error-on-warnings', '.']],
  ['C++ format', script('check_format.mjs')],
  ['import direction', script('check_imports.mjs')],
  ['generated files', script('check_generated.mjs')],
  ['types', [bin('tsc'), '--noEmit', '-p', '.']],
  ['build', script('build.mjs')],
];
const machineChecks = [
  ['Node 20, 22 and 24', script('test_node_versions.mjs')],
  ['LibTorch 1.13', script('test_libtorch_1_13.mjs')],
  ['CUDA build', script('test_cuda_build.mjs')],
];

const counts = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
/** What the failed tests said, told again at the end: a log may be kept by its last lines alone. */
const details = [];

function check(name, [program, ...args]) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(program, args, { cwd: project, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === 0) counts.passed++;
  else if (status === notPossible) counts.skipped++;
  else {
    counts.failed++;
    failures.push(name);
  }
}

function runTests(filters) {
  console.log('\n== tests');
  const folder = mkdtempSync(join(tmpdir(), 'typetorch-test-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(bin('vitest'), ['run', ...reporters, ...filters], {
    cwd: project,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    // A file that fails before its first test counts as one failure.
    const broken = testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some(failed),
    ).length;
    counts.passed += numPassedTests;
    counts.skipped += numPendingTests;
    counts.failed += numFailedTests + broken;
    if (status !== 0 && numFailedTests + broken === 0) throw new Error(`vitest ended with ${status}`);
    if (numFailedTests + broken) failures.push('tests');
    details.push(...testResults.flatMap(reasons));
  } catch (error) {
    counts.failed++;
    failures.push(`tests (${error.message})`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const failed = (test) => test.status === 'failed';

/** The failed tests of a file, each with its first message. */
function reasons(file) {
  if (file.status !== 'failed') return [];
  const name = relative(project, file.name);
  const tests = file.assertionResults.filter(failed);
  if (tests.length === 0) return [`${name}\n${beginning(file.message)}`];
  return tests.map((test) => `${name} > ${test.fullName}\n${beginning(test.failureMessages?.[0])}`);
}

const beginning = (message = '') => message.split('\n').slice(0, 8).join('\n');

async function main(args) {
  const everything = args.includes('--everything');
  const filters = args.filter((arg) => arg !== '--everything');
  await setUp();
  for (const [name, command] of checks) check(name, command);
  runTests(filters);
  if (everything) for (const [name, command] of machineChecks) check(name, command);
}

await main(process.argv.slice(2)).catch((error) => {
  console.error(`[setup] ${error.message}`);
  counts.failed++;
  failures.push('set-up');
});
for (const detail of details) console.log(`\nFAIL ${detail}`);
console.log(failures.length ? `\nfailed: ${failures.join(', ')}` : '');
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed ? 1 : 0;
