// Made by `npm run gen:types` (scripts/gen_types.py) from the operator table of torch 2.13.0. Do not edit.
import type { AtenFunctions } from './aten_functions.ts';

/** The operators among `torch.linalg`. */
export interface LinalgFunctions {
  /** [torch.linalg._powsum](https://docs.pytorch.org/docs/2.13/generated/torch.linalg._powsum.html) */
  _powsum: AtenFunctions['linalg__powsum'];
  /** [torch.linalg.cholesky](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.cholesky.html) */
  cholesky: AtenFunctions['linalg_cholesky'];
  /** [torch.linalg.cholesky_ex](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.cholesky_ex.html) */
  cholesky_ex: AtenFunctions['linalg_cholesky_ex'];
  /** [torch.linalg.cond](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.cond.html) */
  cond: AtenFunctions['linalg_cond'];
  /** [torch.linalg.cross](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.cross.html) */
  cross: AtenFunctions['linalg_cross'];
  /** [torch.linalg.det](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.det.html) */
  det: AtenFunctions['linalg_det'];
  /** [torch.linalg.diagonal](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.diagonal.html) */
  diagonal: AtenFunctions['linalg_diagonal'];
  /** [torch.linalg.eig](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.eig.html) */
  eig: AtenFunctions['linalg_eig'];
  /** [torch.linalg.eigh](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.eigh.html) */
  eigh: AtenFunctions['linalg_eigh'];
  /** [torch.linalg.eigvals](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.eigvals.html) */
  eigvals: AtenFunctions['linalg_eigvals'];
  /** [torch.linalg.eigvalsh](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.eigvalsh.html) */
  eigvalsh: AtenFunctions['linalg_eigvalsh'];
  /** [torch.linalg.householder_product](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.householder_product.html) */
  householder_product: AtenFunctions['linalg_householder_product'];
  /** [torch.linalg.inv](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.inv.html) */
  inv: AtenFunctions['linalg_inv'];
  /** [torch.linalg.inv_ex](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.inv_ex.html) */
  inv_ex: AtenFunctions['linalg_inv_ex'];
  /** [torch.linalg.ldl_factor](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.ldl_factor.html) */
  ldl_factor: AtenFunctions['linalg_ldl_factor'];
  /** [torch.linalg.ldl_factor_ex](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.ldl_factor_ex.html) */
  ldl_factor_ex: AtenFunctions['linalg_ldl_factor_ex'];
  /** [torch.linalg.ldl_solve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.ldl_solve.html) */
  ldl_solve: AtenFunctions['linalg_ldl_solve'];
  /** [torch.linalg.lstsq](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lstsq.html) */
  lstsq: AtenFunctions['linalg_lstsq'];
  /** [torch.linalg.lu](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lu.html) */
  lu: AtenFunctions['linalg_lu'];
  /** [torch.linalg.lu_factor](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lu_factor.html) */
  lu_factor: AtenFunctions['linalg_lu_factor'];
  /** [torch.linalg.lu_factor_ex](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lu_factor_ex.html) */
  lu_factor_ex: AtenFunctions['linalg_lu_factor_ex'];
  /** [torch.linalg.lu_solve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lu_solve.html) */
  lu_solve: AtenFunctions['linalg_lu_solve'];
  /** [torch.linalg.matmul](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matmul.html) */
  matmul: AtenFunctions['linalg_matmul'];
  /** [torch.linalg.matrix_exp](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matrix_exp.html) */
  matrix_exp: AtenFunctions['linalg_matrix_exp'];
  /** [torch.linalg.matrix_norm](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matrix_norm.html) */
  matrix_norm: AtenFunctions['linalg_matrix_norm'];
  /** [torch.linalg.matrix_power](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matrix_power.html) */
  matrix_power: AtenFunctions['linalg_matrix_power'];
  /** [torch.linalg.matrix_rank](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matrix_rank.html) */
  matrix_rank: AtenFunctions['linalg_matrix_rank'];
  /** [torch.linalg.multi_dot](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.multi_dot.html) */
  multi_dot: AtenFunctions['linalg_multi_dot'];
  /** [torch.linalg.norm](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.norm.html) */
  norm: AtenFunctions['linalg_norm'];
  /** [torch.linalg.pinv](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.pinv.html) */
  pinv: AtenFunctions['linalg_pinv'];
  /** [torch.linalg.qr](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.qr.html) */
  qr: AtenFunctions['linalg_qr'];
  /** [torch.linalg.slogdet](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.slogdet.html) */
  slogdet: AtenFunctions['linalg_slogdet'];
  /** [torch.linalg.solve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.solve.html) */
  solve: AtenFunctions['linalg_solve'];
  /** [torch.linalg.solve_ex](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.solve_ex.html) */
  solve_ex: AtenFunctions['linalg_solve_ex'];
  /** [torch.linalg.solve_triangular](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.solve_triangular.html) */
  solve_triangular: AtenFunctions['linalg_solve_triangular'];
  /** [torch.linalg.svd](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.svd.html) */
  svd: AtenFunctions['linalg_svd'];
  /** [torch.linalg.svdvals](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.svdvals.html) */
  svdvals: AtenFunctions['linalg_svdvals'];
  /** [torch.linalg.tensorinv](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.tensorinv.html) */
  tensorinv: AtenFunctions['linalg_tensorinv'];
  /** [torch.linalg.tensorsolve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.tensorsolve.html) */
  tensorsolve: AtenFunctions['linalg_tensorsolve'];
  /** [torch.linalg.vander](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.vander.html) */
  vander: AtenFunctions['linalg_vander'];
  /** [torch.linalg.vecdot](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.vecdot.html) */
  vecdot: AtenFunctions['linalg_vecdot'];
  /** [torch.linalg.vector_norm](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.vector_norm.html) */
  vector_norm: AtenFunctions['linalg_vector_norm'];
}

/** The operators among `torch.fft`. */
export interface FftFunctions {
  /** [torch.fft.fft](https://docs.pytorch.org/docs/2.13/generated/torch.fft.fft.html) */
  fft: AtenFunctions['fft_fft'];
  /** [torch.fft.fft2](https://docs.pytorch.org/docs/2.13/generated/torch.fft.fft2.html) */
  fft2: AtenFunctions['fft_fft2'];
  /** [torch.fft.fftfreq](https://docs.pytorch.org/docs/2.13/generated/torch.fft.fftfreq.html) */
  fftfreq: AtenFunctions['fft_fftfreq'];
  /** [torch.fft.fftn](https://docs.pytorch.org/docs/2.13/generated/torch.fft.fftn.html) */
  fftn: AtenFunctions['fft_fftn'];
  /** [torch.fft.fftshift](https://docs.pytorch.org/docs/2.13/generated/torch.fft.fftshift.html) */
  fftshift: AtenFunctions['fft_fftshift'];
  /** [torch.fft.hfft](https://docs.pytorch.org/docs/2.13/generated/torch.fft.hfft.html) */
  hfft: AtenFunctions['fft_hfft'];
  /** [torch.fft.hfft2](https://docs.pytorch.org/docs/2.13/generated/torch.fft.hfft2.html) */
  hfft2: AtenFunctions['fft_hfft2'];
  /** [torch.fft.hfftn](https://docs.pytorch.org/docs/2.13/generated/torch.fft.hfftn.html) */
  hfftn: AtenFunctions['fft_hfftn'];
  /** [torch.fft.ifft](https://docs.pytorch.org/docs/2.13/generated/torch.fft.ifft.html) */
  ifft: AtenFunctions['fft_ifft'];
  /** [torch.fft.ifft2](https://docs.pytorch.org/docs/2.13/generated/torch.fft.ifft2.html) */
  ifft2: AtenFunctions['fft_ifft2'];
  /** [torch.fft.ifftn](https://docs.pytorch.org/docs/2.13/generated/torch.fft.ifftn.html) */
  ifftn: AtenFunctions['fft_ifftn'];
  /** [torch.fft.ifftshift](https://docs.pytorch.org/docs/2.13/generated/torch.fft.ifftshift.html) */
  ifftshift: AtenFunctions['fft_ifftshift'];
  /** [torch.fft.ihfft](https://docs.pytorch.org/docs/2.13/generated/torch.fft.ihfft.html) */
  ihfft: AtenFunctions['fft_ihfft'];
  /** [torch.fft.ihfft2](https://docs.pytorch.org/docs/2.13/generated/torch.fft.ihfft2.html) */
  ihfft2: AtenFunctions['fft_ihfft2'];
  /** [torch.fft.ihfftn](https://docs.pytorch.org/docs/2.13/generated/torch.fft.ihfftn.html) */
  ihfftn: AtenFunctions['fft_ihfftn'];
  /** [torch.fft.irfft](https://docs.pytorch.org/docs/2.13/generated/torch.fft.irfft.html) */
  irfft: AtenFunctions['fft_irfft'];
  /** [torch.fft.irfft2](https://docs.pytorch.org/docs/2.13/generated/torch.fft.irfft2.html) */
  irfft2: AtenFunctions['fft_irfft2'];
  /** [torch.fft.irfftn](https://docs.pytorch.org/docs/2.13/generated/torch.fft.irfftn.html) */
  irfftn: AtenFunctions['fft_irfftn'];
  /** [torch.fft.rfft](https://docs.pytorch.org/docs/2.13/generated/torch.fft.rfft.html) */
  rfft: AtenFunctions['fft_rfft'];
  /** [torch.fft.rfft2](https://docs.pytorch.org/docs/2.13/generated/torch.fft.rfft2.html) */
  rfft2: AtenFunctions['fft_rfft2'];
  /** [torch.fft.rfftfreq](https://docs.pytorch.org/docs/2.13/generated/torch.fft.rfftfreq.html) */
  rfftfreq: AtenFunctions['fft_rfftfreq'];
  /** [torch.fft.rfftn](https://docs.pytorch.org/docs/2.13/generated/torch.fft.rfftn.html) */
  rfftn: AtenFunctions['fft_rfftn'];
}

/** The operators among `torch.special`. */
export interface SpecialFunctions {
  /** [torch.special.airy_ai](https://docs.pytorch.org/docs/2.13/special.html#torch.special.airy_ai) */
  airy_ai: AtenFunctions['special_airy_ai'];
  /** [torch.special.bessel_j0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.bessel_j0) */
  bessel_j0: AtenFunctions['special_bessel_j0'];
  /** [torch.special.bessel_j1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.bessel_j1) */
  bessel_j1: AtenFunctions['special_bessel_j1'];
  /** [torch.special.bessel_y0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.bessel_y0) */
  bessel_y0: AtenFunctions['special_bessel_y0'];
  /** [torch.special.bessel_y1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.bessel_y1) */
  bessel_y1: AtenFunctions['special_bessel_y1'];
  /** [torch.special.chebyshev_polynomial_t](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_t) */
  chebyshev_polynomial_t: AtenFunctions['special_chebyshev_polynomial_t'];
  /** [torch.special.chebyshev_polynomial_u](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_u) */
  chebyshev_polynomial_u: AtenFunctions['special_chebyshev_polynomial_u'];
  /** [torch.special.chebyshev_polynomial_v](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_v) */
  chebyshev_polynomial_v: AtenFunctions['special_chebyshev_polynomial_v'];
  /** [torch.special.chebyshev_polynomial_w](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_w) */
  chebyshev_polynomial_w: AtenFunctions['special_chebyshev_polynomial_w'];
  /** [torch.special.digamma](https://docs.pytorch.org/docs/2.13/special.html#torch.special.digamma) */
  digamma: AtenFunctions['special_digamma'];
  /** [torch.special.entr](https://docs.pytorch.org/docs/2.13/special.html#torch.special.entr) */
  entr: AtenFunctions['special_entr'];
  /** [torch.special.erf](https://docs.pytorch.org/docs/2.13/special.html#torch.special.erf) */
  erf: AtenFunctions['special_erf'];
  /** [torch.special.erfc](https://docs.pytorch.org/docs/2.13/special.html#torch.special.erfc) */
  erfc: AtenFunctions['special_erfc'];
  /** [torch.special.erfcx](https://docs.pytorch.org/docs/2.13/special.html#torch.special.erfcx) */
  erfcx: AtenFunctions['special_erfcx'];
  /** [torch.special.erfinv](https://docs.pytorch.org/docs/2.13/special.html#torch.special.erfinv) */
  erfinv: AtenFunctions['special_erfinv'];
  /** [torch.special.exp2](https://docs.pytorch.org/docs/2.13/special.html#torch.special.exp2) */
  exp2: AtenFunctions['special_exp2'];
  /** [torch.special.expit](https://docs.pytorch.org/docs/2.13/special.html#torch.special.expit) */
  expit: AtenFunctions['special_expit'];
  /** [torch.special.expm1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.expm1) */
  expm1: AtenFunctions['special_expm1'];
  /** [torch.special.gammainc](https://docs.pytorch.org/docs/2.13/special.html#torch.special.gammainc) */
  gammainc: AtenFunctions['special_gammainc'];
  /** [torch.special.gammaincc](https://docs.pytorch.org/docs/2.13/special.html#torch.special.gammaincc) */
  gammaincc: AtenFunctions['special_gammaincc'];
  /** [torch.special.gammaln](https://docs.pytorch.org/docs/2.13/special.html#torch.special.gammaln) */
  gammaln: AtenFunctions['special_gammaln'];
  /** [torch.special.hermite_polynomial_h](https://docs.pytorch.org/docs/2.13/special.html#torch.special.hermite_polynomial_h) */
  hermite_polynomial_h: AtenFunctions['special_hermite_polynomial_h'];
  /** [torch.special.hermite_polynomial_he](https://docs.pytorch.org/docs/2.13/special.html#torch.special.hermite_polynomial_he) */
  hermite_polynomial_he: AtenFunctions['special_hermite_polynomial_he'];
  /** [torch.special.i0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.i0) */
  i0: AtenFunctions['special_i0'];
  /** [torch.special.i0e](https://docs.pytorch.org/docs/2.13/special.html#torch.special.i0e) */
  i0e: AtenFunctions['special_i0e'];
  /** [torch.special.i1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.i1) */
  i1: AtenFunctions['special_i1'];
  /** [torch.special.i1e](https://docs.pytorch.org/docs/2.13/special.html#torch.special.i1e) */
  i1e: AtenFunctions['special_i1e'];
  /** [torch.special.laguerre_polynomial_l](https://docs.pytorch.org/docs/2.13/special.html#torch.special.laguerre_polynomial_l) */
  laguerre_polynomial_l: AtenFunctions['special_laguerre_polynomial_l'];
  /** [torch.special.legendre_polynomial_p](https://docs.pytorch.org/docs/2.13/special.html#torch.special.legendre_polynomial_p) */
  legendre_polynomial_p: AtenFunctions['special_legendre_polynomial_p'];
  /** [torch.special.log1p](https://docs.pytorch.org/docs/2.13/special.html#torch.special.log1p) */
  log1p: AtenFunctions['special_log1p'];
  /** [torch.special.log_ndtr](https://docs.pytorch.org/docs/2.13/special.html#torch.special.log_ndtr) */
  log_ndtr: AtenFunctions['special_log_ndtr'];
  /** [torch.special.log_softmax](https://docs.pytorch.org/docs/2.13/special.html#torch.special.log_softmax) */
  log_softmax: AtenFunctions['special_log_softmax'];
  /** [torch.special.logit](https://docs.pytorch.org/docs/2.13/special.html#torch.special.logit) */
  logit: AtenFunctions['special_logit'];
  /** [torch.special.logsumexp](https://docs.pytorch.org/docs/2.13/special.html#torch.special.logsumexp) */
  logsumexp: AtenFunctions['special_logsumexp'];
  /** [torch.special.modified_bessel_i0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.modified_bessel_i0) */
  modified_bessel_i0: AtenFunctions['special_modified_bessel_i0'];
  /** [torch.special.modified_bessel_i1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.modified_bessel_i1) */
  modified_bessel_i1: AtenFunctions['special_modified_bessel_i1'];
  /** [torch.special.modified_bessel_k0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.modified_bessel_k0) */
  modified_bessel_k0: AtenFunctions['special_modified_bessel_k0'];
  /** [torch.special.modified_bessel_k1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.modified_bessel_k1) */
  modified_bessel_k1: AtenFunctions['special_modified_bessel_k1'];
  /** [torch.special.multigammaln](https://docs.pytorch.org/docs/2.13/special.html#torch.special.multigammaln) */
  multigammaln: AtenFunctions['special_multigammaln'];
  /** [torch.special.ndtr](https://docs.pytorch.org/docs/2.13/special.html#torch.special.ndtr) */
  ndtr: AtenFunctions['special_ndtr'];
  /** [torch.special.ndtri](https://docs.pytorch.org/docs/2.13/special.html#torch.special.ndtri) */
  ndtri: AtenFunctions['special_ndtri'];
  /** [torch.special.polygamma](https://docs.pytorch.org/docs/2.13/special.html#torch.special.polygamma) */
  polygamma: AtenFunctions['special_polygamma'];
  /** [torch.special.psi](https://docs.pytorch.org/docs/2.13/special.html#torch.special.psi) */
  psi: AtenFunctions['special_psi'];
  /** [torch.special.round](https://docs.pytorch.org/docs/2.13/special.html#torch.special.round) */
  round: AtenFunctions['special_round'];
  /** [torch.special.scaled_modified_bessel_k0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.scaled_modified_bessel_k0) */
  scaled_modified_bessel_k0: AtenFunctions['special_scaled_modified_bessel_k0'];
  /** [torch.special.scaled_modified_bessel_k1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.scaled_modified_bessel_k1) */
  scaled_modified_bessel_k1: AtenFunctions['special_scaled_modified_bessel_k1'];
  /** [torch.special.shifted_chebyshev_polynomial_t](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_t) */
  shifted_chebyshev_polynomial_t: AtenFunctions['special_shifted_chebyshev_polynomial_t'];
  /** [torch.special.shifted_chebyshev_polynomial_u](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_u) */
  shifted_chebyshev_polynomial_u: AtenFunctions['special_shifted_chebyshev_polynomial_u'];
  /** [torch.special.shifted_chebyshev_polynomial_v](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_v) */
  shifted_chebyshev_polynomial_v: AtenFunctions['special_shifted_chebyshev_polynomial_v'];
  /** [torch.special.shifted_chebyshev_polynomial_w](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_w) */
  shifted_chebyshev_polynomial_w: AtenFunctions['special_shifted_chebyshev_polynomial_w'];
  /** [torch.special.sinc](https://docs.pytorch.org/docs/2.13/special.html#torch.special.sinc) */
  sinc: AtenFunctions['special_sinc'];
  /** [torch.special.softmax](https://docs.pytorch.org/docs/2.13/special.html#torch.special.softmax) */
  softmax: AtenFunctions['special_softmax'];
  /** [torch.special.spherical_bessel_j0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.spherical_bessel_j0) */
  spherical_bessel_j0: AtenFunctions['special_spherical_bessel_j0'];
  /** [torch.special.xlog1py](https://docs.pytorch.org/docs/2.13/special.html#torch.special.xlog1py) */
  xlog1py: AtenFunctions['special_xlog1py'];
  /** [torch.special.xlogy](https://docs.pytorch.org/docs/2.13/special.html#torch.special.xlogy) */
  xlogy: AtenFunctions['special_xlogy'];
  /** [torch.special.zeta](https://docs.pytorch.org/docs/2.13/special.html#torch.special.zeta) */
  zeta: AtenFunctions['special_zeta'];
}

/** The operators among `torch.sparse`. */
export interface SparseFunctions {
  /** [torch.sparse.sampled_addmm](https://docs.pytorch.org/docs/2.13/generated/torch.sparse.sampled_addmm.html) */
  sampled_addmm: AtenFunctions['sparse_sampled_addmm'];
}
