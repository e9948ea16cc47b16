// Kernels of other widths add in another order, so golden files are made with AVX2 (scripts/golden/nn_layers.py).
// LibTorch reads this when it loads: import this file before anything of src/.
Object.assign(process.env, {
  ATEN_CPU_CAPABILITY: 'avx2',
  ONEDNN_MAX_CPU_ISA: 'AVX2',
  MKL_CBWR: 'COMPATIBLE',
});
