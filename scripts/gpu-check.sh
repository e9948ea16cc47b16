#!/bin/sh
# Builds typetorch and runs its GPU checks on a machine that has Python with a CUDA PyTorch, CMake (or `pip install
# cmake`) and a compiler, but neither Node nor a network: Node comes from an archive beside this checkout.
#
#   scripts/gpu-check.sh --pack [NODE_ARCHIVE]   here, after npm ci: writes gpu-check.tar.gz
#   scripts/gpu-check.sh [options]               there, in the unpacked folder; options are those of npm run test:cuda
#
# PYTHON names another Python, NODE_ARCHIVE another archive, CUDA_HOME the CUDA toolkit where pip brought no headers.
set -eu
cd "$(dirname "$0")/.."
project=$PWD
found=$(ls node-v*.tar.* ../node-v*.tar.* 2>/dev/null | head -n 1 || true)

if [ "${1:-}" = --pack ]; then
  archive=${2:-$found}
  [ -n "$archive" ] || { echo "name an archive of Node: scripts/gpu-check.sh --pack node-v22.x-linux-x64.tar.xz" >&2; exit 2; }
  [ -d node_modules ] || { echo "node_modules is missing: run npm ci first" >&2; exit 2; }
  rm -rf out/gpu-check && mkdir -p out/gpu-check
  git ls-files -z | tar c --null -T - | tar x -C out/gpu-check
  # Only what runs there, without the linter's program; a link to the packages is followed.
  tar ch --exclude='.vite*' --exclude='node_modules/@biomejs/cli-*/biome' --exclude='*.map' node_modules |
    tar x -C out/gpu-check
  cp "$archive" out/gpu-check/
  tar czf gpu-check.tar.gz -C out gpu-check
  rm -rf out/gpu-check
  echo "gpu-check.tar.gz: $(du -h gpu-check.tar.gz | cut -f1)"
  exit 0
fi

begin=$(date +%s)
say() { echo "[gpu-check $(($(date +%s) - begin)) s] $*"; }
fail() { say "$*" >&2; exit 1; }

# Node, with the headers that the addon is built with.
archive=${NODE_ARCHIVE:-$found}
[ -n "$archive" ] || fail "put an archive of Node (node-v*-linux-x64.tar.xz) beside this folder, or name it in NODE_ARCHIVE"
node_folder=$project/out/node
mkdir -p "$node_folder"
[ -x "$node_folder/bin/node" ] || tar xf "$archive" -C "$node_folder" --strip-components=1
export PATH="$node_folder/bin:$PATH"
say "Node $(node --version)"
[ -f node_modules/.package-lock.json ] || fail "node_modules is missing: pack the checkout with scripts/gpu-check.sh --pack"

# The LibTorch of Python's package, the very one that Python computes with.
python=${PYTHON:-python3}
LIBTORCH=$("$python" -c 'import os, torch; print(os.path.dirname(torch.__file__))') ||
  fail "$python has no torch: install a CUDA PyTorch, or name another Python in PYTHON"
export LIBTORCH
say "$("$python" -c 'import torch; print("LibTorch", torch.__version__, "CUDA", torch.version.cuda)')"
command -v cmake >/dev/null || fail "CMake is missing: install it, or pip install cmake"
command -v "${CXX:-c++}" >/dev/null || fail "a C++ compiler is missing"
command -v nvidia-smi >/dev/null && nvidia-smi --query-gpu=name,memory.total,driver_version --format=csv,noheader || true

# No network: nothing is fetched, nothing installed.
export TYPETORCH_APT=0 npm_config_offline=true PIP_NO_INDEX=1
node scripts/setup.mjs || fail "the build failed"
say "built"
status=0
node scripts/test_cuda.mjs --quick --python "$("$python" -c 'import sys; print(sys.executable)')" "$@" || status=$?
say "done; the report is cuda-report.md"
exit $status
