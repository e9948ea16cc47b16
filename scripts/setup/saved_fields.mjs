// What each node of LibTorch's autograd graph saves for its backward, read from LibTorch's own header: C++ cannot list the
// members of a class, and every version has other ones.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const header = 'torch/csrc/autograd/generated/Functions.h';

// Types that Python shows, without the namespaces that they were moved between.
const shown = new Set([
  'bool',
  'double',
  'int64_t',
  'string',
  'Scalar',
  'SymInt',
  'SavedVariable',
  'OptionalArray<SymInt>',
  'OptionalArray<int64_t>',
  'optional<double>',
  'optional<int64_t>',
  'optional<string>',
  'optional<Scalar>',
  'optional<SymInt>',
  'vector<int64_t>',
  'vector<Scalar>',
  'vector<SavedVariable>',
  'vector<SymInt>',
]);

/** Lines `FIELD(node, name, member)`, `LIST(node, name, member, flag that it was freed)`; none without the header. */
export function savedFields(includes) {
  const file = includes.map((folder) => join(folder, header)).find((path) => existsSync(path));
  if (file === undefined) return '';
  const structs = readFileSync(file, 'utf8').matchAll(/^struct TORCH_API (\w+) : public .*?^\};/gms);
  return [...structs].flatMap(([text, node]) => fieldsOf(node, text)).join('');
}

function fieldsOf(node, text) {
  const members = [...text.matchAll(/^ {2}([\w:<>]+) (\w+)(?: = [^;()]*)?;/gm)].map(([, type, member]) => [
    type.replace(/(\w*::)+/g, ''),
    member,
  ]);
  const names = new Set(members.map(([, member]) => member));
  return members.flatMap(([type, member]) => {
    if (!shown.has(type) || /_released_$|^retain_variables$/.test(member)) return [];
    const name = type.includes('SavedVariable') ? member.slice(0, -1) : member;
    const freed = `${name}_released_`;
    return names.has(freed)
      ? `LIST(${node}, ${name}, ${member}, ${freed})\n`
      : `FIELD(${node}, ${name}, ${member})\n`;
  });
}
