// What the addon exports, and the state of each environment that loads it.

#include <c10/util/Exception.h>

#include "autocast.h"
#include "autograd.h"
#include "box.h"
#include "context.h"
#include "cuda.h"
#include "device_memory.h"
#include "dispatch.h"
#include "distributed.h"
#include "elementwise.h"
#include "engine.h"
#include "env.h"
#include "functorch.h"
#include "graph.h"
#include "guard.h"
#include "image.h"
#include "indexing.h"
#include "jit.h"
#include "libm.h"
#include "mailbox.h"
#include "mapping.h"
#include "memory.h"
#include "mutation.h"
#include "profiler.h"
#include "raster.h"
#include "small_blocks.h"
#include "storage.h"
#include "streams.h"
#include "tensor.h"
#include "thread_state.h"
#include "version.h"

namespace typetorch {
namespace {

struct Export {
  const char* name;
  napi_callback function;
};

constexpr Export kExports[] = {
    {"init", init},
    {"op_names", op_names},
    {"op_schema", op_schema},
    {"op_bind", op_bind},
    {"make_constant", make_constant},
    {"read_constant", read_constant},
    {"sizes", tensor_sizes},
    {"strides", tensor_strides},
    {"dim", tensor_dim},
    {"numel", tensor_numel},
    {"dtype", tensor_dtype},
    {"layout", tensor_layout},
    {"device", tensor_device},
    {"flag", tensor_flag},
    {"data_ptr", tensor_data_ptr},
    {"storage_offset", tensor_storage_offset},
    {"storage", tensor_storage},
    {"storage_buffer", tensor_storage_buffer},
    {"storage_lend", storage_lend},
    {"storage_new", storage_new},
    {"storage_view", storage_view},
    {"storage_slice", storage_slice},
    {"storages_read", storages_read},
    {"storage_write", storage_write},
    {"crc32", bytes_crc32},
    {"file_map", file_map},
    {"jit_load", jit_load},
    {"jit_save", jit_save},
    {"jit_describe", jit_describe},
    {"jit_get", jit_get},
    {"jit_set", jit_set},
    {"jit_call", jit_call},
    {"jit_train", jit_train},
    {"jit_to", jit_to},
    {"jit_text", jit_text},
    {"jit_copy", jit_copy},
    {"aoti_load", aoti_load},
    {"aoti_run", aoti_run},
    {"aoti_describe", aoti_describe},
    {"is_contiguous", tensor_is_contiguous},
    {"item", tensor_item},
    {"bytes", tensor_bytes},
    {"from_buffer", tensor_from_buffer},
    {"set_data", tensor_set_data},
    {"alias", tensor_alias},
    {"is_same", tensor_is_same},
    {"adopt", tensor_adopt},
    {"remember", tensor_remember},
    {"dispose", tensor_dispose},
    {"index", tensor_index},
    {"index_put", tensor_index_put},
    {"backward", autograd_backward},
    {"grad_of", autograd_grad},
    {"requires_grad", tensor_requires_grad},
    {"is_leaf", tensor_is_leaf},
    {"grad", tensor_grad},
    {"set_grad", tensor_set_grad},
    {"clear_grads", tensors_clear_grad},
    {"grads", tensors_grads},
    {"grad_fn", tensor_grad_fn},
    {"node_adopt", node_adopt},
    {"swap", tensor_swap},
    {"node_next", node_next},
    {"node_variable", node_variable},
    {"node_context", node_context},
    {"node_release", node_release},
    {"node_saved_names", node_saved_names},
    {"node_saved", node_saved},
    {"node_saved_count", node_saved_count},
    {"node_saved_hooks", node_saved_hooks},
    {"node_register_hook", node_register_hook},
    {"node_remove_hook", node_remove_hook},
    {"node_will_run", node_will_run},
    {"current_pass", current_pass},
    {"checkpoint_valid", checkpoint_valid},
    {"gradient_edge", gradient_edge},
    {"run_edges", run_edges},
    {"watch_writes", watch_writes},
    {"increment_version", increment_version},
    {"elementwise_chain", elementwise_chain},
    {"grad_dtype", tensor_grad_dtype},
    {"post_accumulate_hook", tensor_post_accumulate_hook},
    {"function_begin", function_begin},
    {"function_finish", function_finish},
    {"function_saved", function_saved},
    {"saved_tensor_hooks", saved_tensor_hooks},
    {"saved_tensor_hooks_disabled", saved_tensor_hooks_disabled},
    {"forward_level", forward_level},
    {"transform_push", transform_push},
    {"transform_pop", transform_pop},
    {"transform_wrap", transform_wrap},
    {"transform_unwrap", transform_unwrap},
    {"transform_top", transform_top},
    {"transform_lower", transform_lower},
    {"transform_lift", transform_lift},
    {"transform_unwrap_dead", transform_unwrap_dead},
    {"transform_peel", transform_peel},
    {"transform_label", transform_label},
    {"outside_transforms", outside_transforms},
    {"functional_wrap", functional_wrap},
    {"functional_unwrap", functional_unwrap},
    {"batch_unwrap", batch_unwrap},
    {"batch_add", batch_add},
    {"batch_remove", batch_remove},
    {"autocast_state", autocast_state},
    {"autocast_nesting", autocast_nesting},
    {"autocast_cache", autocast_cache},
    {"version", tensor_version},
    {"retains_grad", tensor_retains_grad},
    {"register_hook", tensor_register_hook},
    {"remove_hook", tensor_remove_hook},
    {"grad_mode", grad_mode},
    {"inference_mode", inference_mode},
    {"manual_seed", manual_seed},
    {"generator", generator},
    {"default_generator", default_generator},
    {"generator_seed", generator_seed},
    {"generator_state", generator_state},
    {"generator_device", generator_device},
    {"threads", threads},
    {"default_dtype", default_dtype},
    {"context_flag", context_flag},
    {"image_library", image_library},
    {"image_header", image_header},
    {"image_decode", image_decode},
    {"image_encode", image_encode},
    {"jpeg_header", jpeg_header},
    {"jpeg_decode", jpeg_decode},
    {"libm", libm},
    {"raster_resample", raster_resample},
    {"raster_warp", raster_warp},
    {"raster_view", raster_view},
    {"raster_floats", raster_floats},
    {"raster_hue", raster_hue},
    {"flush_denormal", flush_denormal},
    {"matmul_precision", matmul_precision},
    {"memory_stats", memory_stats},
    {"profiler_prepare", profiler_prepare},
    {"profiler_start", profiler_start},
    {"profiler_stop", profiler_stop},
    {"profiler_emit", profiler_emit},
    {"profiler_save", profiler_save},
    {"record_enter", record_enter},
    {"record_exit", record_exit},
    {"trace_start", trace_start},
    {"trace_length", trace_length},
    {"trace_stop", trace_stop},
    {"tensor_identity", tensor_identity},
    {"mailbox_open", mailbox_open},
    {"mailbox_put", mailbox_put},
    {"mailbox_take", mailbox_take},
    {"mailbox_is_open", mailbox_is_open},
    {"mailbox_close", mailbox_close},
    {"prepare_threads", prepare_threads},
    {"become_worker", become_worker},
    {"build_info", build_info},
    {"cuda_device_count", cuda_device_count},
    {"cuda_device", cuda_device},
    {"cuda_device_properties", cuda_device_properties},
    {"cuda_synchronize", cuda_synchronize},
    {"cuda_empty_cache", cuda_empty_cache},
    {"cuda_memory_stats", cuda_memory_stats},
    {"cuda_peer_access", cuda_peer_access},
    {"cuda_versions", cuda_versions},
    {"cuda_is_initialized", cuda_is_initialized},
    {"cuda_mem_get_info", cuda_mem_get_info},
    {"cuda_memory_fraction", cuda_memory_fraction},
    {"cuda_memory_figures", cuda_memory_figures},
    {"cuda_host_figures", cuda_host_figures},
    {"cuda_memory_history", cuda_memory_history},
    {"cuda_memory_snapshot", cuda_memory_snapshot},
    {"cuda_sync_debug_mode", cuda_sync_debug_mode},
    {"nvtx_range", nvtx_range},
    {"graph_pool", graph_pool},
    {"graph_new", graph_new},
    {"graph_begin", graph_begin},
    {"graph_end", graph_end},
    {"graph_do", graph_do},
    {"graph_dump", graph_dump},
    {"pool_new", pool_new},
    {"pool_describe", pool_describe},
    {"pool_use", pool_use},
    {"stream_get", stream_get},
    {"stream_set", stream_set},
    {"stream_query", stream_query},
    {"stream_synchronize", stream_synchronize},
    {"stream_describe", stream_describe},
    {"record_stream", tensor_record_stream},
    {"event_new", event_new},
    {"event_record", event_record},
    {"event_wait", event_wait},
    {"event_query", event_query},
    {"event_synchronize", event_synchronize},
    {"event_elapsed", event_elapsed},
    {"event_describe", event_describe},
    {"distributed_available", distributed_available},
    {"store_new", store_new},
    {"store_do", store_do},
    {"group_new", group_new},
    {"group_release", group_release},
    {"group_run", group_run},
    {"group_monitored_barrier", group_monitored_barrier},
    {"group_broadcast_coalesced", group_broadcast_coalesced},
    {"work_do", work_do},
    {"reducer_new", reducer_new},
    {"reducer_do", reducer_do},
    {"finish_async", finish_async},
    {"largest_tensors", largest_tensors},
};

void delete_env(napi_env, void* data, void*) {
  enter_thread(nullptr);
  device_memory::enter_thread(nullptr);
  delete static_cast<Env*>(data);
}

}  // namespace
}  // namespace typetorch

NAPI_MODULE_INIT() {
  using namespace typetorch;
  auto* state = new Env(env);
  if (napi_set_instance_data(env, state, delete_env, nullptr) != napi_ok) {
    delete state;
    return nullptr;
  }
  return guarded(env, [&] {
    memory::install_allocator();
    mapping::install_handlers();
    small_blocks::install();
    install_engine();
    enter_thread(state);
    device_memory::enter_thread(state);
#if !TYPETORCH_SINCE(2, 0)
    // Collecting a C++ stack for each exception takes milliseconds in 1.13, and nobody reads it.
    c10::SetStackTraceFetcher([] { return std::string(); });
#endif
    for (const Export& item : kExports) {
      napi_value function;
      check(napi_create_function(env, item.name, NAPI_AUTO_LENGTH, item.function, nullptr, &function));
      check(napi_set_named_property(env, exports, item.name, function));
    }
    return exports;
  });
}
