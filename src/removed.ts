// Functions that PyTorch took away, whose errors name what replaces them.
import { RuntimeError } from './errors.ts';

const since = 'This function was deprecated since version 1.9 and is now removed.';

const texts = {
  eig: `${since} \`torch.linalg.eig\` returns complex tensors of dtype \`cfloat\` or \`cdouble\` rather than real tensors mimicking complex tensors. Use \`torch.linalg.eigvals(A)\` or \`torch.linalg.eig(A)\`.`,
  lstsq: `${since} \`torch.lstsq\` is deprecated in favor of \`torch.linalg.lstsq\`, which has reversed arguments: \`torch.linalg.lstsq(A, B).solution\`.`,
  symeig: `${since} The default behavior has changed from using the upper triangular portion of the matrix by default to using the lower triangular portion. Use \`torch.linalg.eigvalsh(A)\` or \`torch.linalg.eigh(A)\`.`,
  solve: `${since} \`torch.solve\` is deprecated in favor of \`torch.linalg.solve\`. \`torch.linalg.solve\` has its arguments reversed and does not return the LU factorization: \`torch.linalg.solve(A, B)\`.`,
  matrix_rank: `${since}\nPlease use the \`torch.linalg.matrix_rank\` function instead. The parameter 'symmetric' was renamed in \`torch.linalg.matrix_rank()\` to 'hermitian'.`,
};

export const removed = Object.fromEntries(
  Object.entries(texts).map(([name, text]) => [
    name,
    (): never => {
      throw new RuntimeError(text);
    },
  ]),
) as Record<keyof typeof texts, () => never>;
