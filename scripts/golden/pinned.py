"""Import before torch: kernels of other widths add in another order, and AVX2 is what every test machine has."""

import os

os.environ.update(ATEN_CPU_CAPABILITY="avx2", ONEDNN_MAX_CPU_ISA="AVX2", MKL_CBWR="COMPATIBLE")
