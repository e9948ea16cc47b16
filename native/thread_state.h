// What a loader's worker thread has of its own where LibTorch has one for the whole process: the random
// generator, and the number of threads below an operator.
#pragma once

#include "js.h"

namespace typetorch {

napi_value prepare_threads(napi_env env, napi_callback_info info);
napi_value become_worker(napi_env env, napi_callback_info info);

}  // namespace typetorch
