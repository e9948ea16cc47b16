// Made by scripts/gen_tensorboard.py from tensorboard 2.21.0. Do not edit.
export const messages = {
 "AllocationDescription": {
  "fields": {
   "requested_bytes": {
    "type": "int64",
    "id": 1
   },
   "allocated_bytes": {
    "type": "int64",
    "id": 2
   },
   "allocator_name": {
    "type": "string",
    "id": 3
   },
   "allocation_id": {
    "type": "int64",
    "id": 4
   },
   "has_single_reference": {
    "type": "bool",
    "id": 5
   },
   "ptr": {
    "type": "uint64",
    "id": 6
   }
  }
 },
 "AllocationRecord": {
  "fields": {
   "alloc_micros": {
    "type": "int64",
    "id": 1
   },
   "alloc_bytes": {
    "type": "int64",
    "id": 2
   }
  }
 },
 "AllocatorMemoryUsed": {
  "fields": {
   "allocator_name": {
    "type": "string",
    "id": 1
   },
   "total_bytes": {
    "type": "int64",
    "id": 2
   },
   "peak_bytes": {
    "type": "int64",
    "id": 3
   },
   "live_bytes": {
    "type": "int64",
    "id": 4
   },
   "allocation_records": {
    "type": "AllocationRecord",
    "id": 6,
    "rule": "repeated"
   },
   "allocator_bytes_in_use": {
    "type": "int64",
    "id": 5
   }
  }
 },
 "AttrValue": {
  "fields": {
   "s": {
    "type": "bytes",
    "id": 2
   },
   "i": {
    "type": "int64",
    "id": 3
   },
   "f": {
    "type": "float",
    "id": 4
   },
   "b": {
    "type": "bool",
    "id": 5
   },
   "type": {
    "type": "int32",
    "id": 6
   },
   "shape": {
    "type": "TensorShapeProto",
    "id": 7
   },
   "tensor": {
    "type": "TensorProto",
    "id": 8
   },
   "list": {
    "type": "AttrValue_ListValue",
    "id": 1
   },
   "func": {
    "type": "NameAttrList",
    "id": 10
   },
   "placeholder": {
    "type": "string",
    "id": 9
   }
  },
  "oneofs": {
   "value": {
    "oneof": [
     "s",
     "i",
     "f",
     "b",
     "type",
     "shape",
     "tensor",
     "list",
     "func",
     "placeholder"
    ]
   }
  }
 },
 "AttrValue_ListValue": {
  "fields": {
   "s": {
    "type": "bytes",
    "id": 2,
    "rule": "repeated"
   },
   "i": {
    "type": "int64",
    "id": 3,
    "rule": "repeated"
   },
   "f": {
    "type": "float",
    "id": 4,
    "rule": "repeated"
   },
   "b": {
    "type": "bool",
    "id": 5,
    "rule": "repeated"
   },
   "type": {
    "type": "int32",
    "id": 6,
    "rule": "repeated"
   },
   "shape": {
    "type": "TensorShapeProto",
    "id": 7,
    "rule": "repeated"
   },
   "tensor": {
    "type": "TensorProto",
    "id": 8,
    "rule": "repeated"
   },
   "func": {
    "type": "NameAttrList",
    "id": 9,
    "rule": "repeated"
   }
  }
 },
 "Category": {
  "fields": {
   "title": {
    "type": "string",
    "id": 1
   },
   "chart": {
    "type": "Chart",
    "id": 2,
    "rule": "repeated"
   },
   "closed": {
    "type": "bool",
    "id": 3
   }
  }
 },
 "Chart": {
  "fields": {
   "title": {
    "type": "string",
    "id": 1
   },
   "multiline": {
    "type": "MultilineChartContent",
    "id": 2
   },
   "margin": {
    "type": "MarginChartContent",
    "id": 3
   }
  },
  "oneofs": {
   "content": {
    "oneof": [
     "multiline",
     "margin"
    ]
   }
  }
 },
 "DeviceStepStats": {
  "fields": {
   "device": {
    "type": "string",
    "id": 1
   },
   "node_stats": {
    "type": "NodeExecStats",
    "id": 2,
    "rule": "repeated"
   },
   "thread_names": {
    "keyType": "uint32",
    "type": "string",
    "id": 3
   }
  }
 },
 "Event": {
  "fields": {
   "wall_time": {
    "type": "double",
    "id": 1
   },
   "step": {
    "type": "int64",
    "id": 2
   },
   "file_version": {
    "type": "string",
    "id": 3
   },
   "graph_def": {
    "type": "bytes",
    "id": 4
   },
   "summary": {
    "type": "Summary",
    "id": 5
   },
   "session_log": {
    "type": "SessionLog",
    "id": 7
   },
   "tagged_run_metadata": {
    "type": "TaggedRunMetadata",
    "id": 8
   },
   "meta_graph_def": {
    "type": "bytes",
    "id": 9
   },
   "source_metadata": {
    "type": "SourceMetadata",
    "id": 10
   }
  },
  "oneofs": {
   "what": {
    "oneof": [
     "file_version",
     "graph_def",
     "summary",
     "session_log",
     "tagged_run_metadata",
     "meta_graph_def"
    ]
   }
  }
 },
 "Experiment": {
  "fields": {
   "name": {
    "type": "string",
    "id": 6
   },
   "description": {
    "type": "string",
    "id": 1
   },
   "user": {
    "type": "string",
    "id": 2
   },
   "time_created_secs": {
    "type": "double",
    "id": 3
   },
   "hparam_infos": {
    "type": "HParamInfo",
    "id": 4,
    "rule": "repeated"
   },
   "metric_infos": {
    "type": "MetricInfo",
    "id": 5,
    "rule": "repeated"
   }
  }
 },
 "FullTypeDef": {
  "fields": {
   "type_id": {
    "type": "int32",
    "id": 1
   },
   "args": {
    "type": "FullTypeDef",
    "id": 2,
    "rule": "repeated"
   },
   "s": {
    "type": "string",
    "id": 3
   },
   "i": {
    "type": "int64",
    "id": 4
   }
  },
  "oneofs": {
   "attr": {
    "oneof": [
     "s",
     "i"
    ]
   }
  }
 },
 "GraphDebugInfo": {
  "fields": {
   "files": {
    "type": "string",
    "id": 1,
    "rule": "repeated"
   },
   "frames_by_id": {
    "keyType": "fixed64",
    "type": "GraphDebugInfo_FileLineCol",
    "id": 4
   },
   "traces_by_id": {
    "keyType": "fixed64",
    "type": "GraphDebugInfo_StackTrace",
    "id": 6
   },
   "traces": {
    "keyType": "string",
    "type": "GraphDebugInfo_StackTrace",
    "id": 2
   },
   "name_to_trace_id": {
    "keyType": "string",
    "type": "fixed64",
    "id": 5
   }
  }
 },
 "GraphDebugInfo_FileLineCol": {
  "fields": {
   "file_index": {
    "type": "int32",
    "id": 1
   },
   "line": {
    "type": "int32",
    "id": 2
   },
   "col": {
    "type": "int32",
    "id": 3
   },
   "func": {
    "type": "string",
    "id": 4
   },
   "code": {
    "type": "string",
    "id": 5
   }
  }
 },
 "GraphDebugInfo_StackTrace": {
  "fields": {
   "file_line_cols": {
    "type": "GraphDebugInfo_FileLineCol",
    "id": 1,
    "rule": "repeated"
   },
   "frame_id": {
    "type": "fixed64",
    "id": 2,
    "rule": "repeated"
   }
  }
 },
 "GraphDef": {
  "fields": {
   "node": {
    "type": "NodeDef",
    "id": 1,
    "rule": "repeated"
   },
   "versions": {
    "type": "VersionDef",
    "id": 4
   },
   "version": {
    "type": "int32",
    "id": 3
   },
   "debug_info": {
    "type": "GraphDebugInfo",
    "id": 5
   }
  }
 },
 "HParamInfo": {
  "fields": {
   "name": {
    "type": "string",
    "id": 1
   },
   "display_name": {
    "type": "string",
    "id": 2
   },
   "description": {
    "type": "string",
    "id": 3
   },
   "type": {
    "type": "int32",
    "id": 4
   },
   "domain_discrete": {
    "type": "ListValue",
    "id": 5
   },
   "domain_interval": {
    "type": "Interval",
    "id": 6
   },
   "differs": {
    "type": "bool",
    "id": 7
   }
  },
  "oneofs": {
   "domain": {
    "oneof": [
     "domain_discrete",
     "domain_interval"
    ]
   }
  }
 },
 "HParamsPluginData": {
  "fields": {
   "version": {
    "type": "int32",
    "id": 1
   },
   "experiment": {
    "type": "Experiment",
    "id": 2
   },
   "session_start_info": {
    "type": "SessionStartInfo",
    "id": 3
   },
   "session_end_info": {
    "type": "SessionEndInfo",
    "id": 4
   }
  },
  "oneofs": {
   "data": {
    "oneof": [
     "experiment",
     "session_start_info",
     "session_end_info"
    ]
   }
  }
 },
 "HistogramProto": {
  "fields": {
   "min": {
    "type": "double",
    "id": 1
   },
   "max": {
    "type": "double",
    "id": 2
   },
   "num": {
    "type": "double",
    "id": 3
   },
   "sum": {
    "type": "double",
    "id": 4
   },
   "sum_squares": {
    "type": "double",
    "id": 5
   },
   "bucket_limit": {
    "type": "double",
    "id": 6,
    "rule": "repeated"
   },
   "bucket": {
    "type": "double",
    "id": 7,
    "rule": "repeated"
   }
  }
 },
 "Interval": {
  "fields": {
   "min_value": {
    "type": "double",
    "id": 1
   },
   "max_value": {
    "type": "double",
    "id": 2
   }
  }
 },
 "Layout": {
  "fields": {
   "version": {
    "type": "int32",
    "id": 1
   },
   "category": {
    "type": "Category",
    "id": 2,
    "rule": "repeated"
   }
  }
 },
 "ListValue": {
  "fields": {
   "values": {
    "type": "Value",
    "id": 1,
    "rule": "repeated"
   }
  }
 },
 "MarginChartContent": {
  "fields": {
   "series": {
    "type": "MarginChartContent_Series",
    "id": 1,
    "rule": "repeated"
   }
  }
 },
 "MarginChartContent_Series": {
  "fields": {
   "value": {
    "type": "string",
    "id": 1
   },
   "lower": {
    "type": "string",
    "id": 2
   },
   "upper": {
    "type": "string",
    "id": 3
   }
  }
 },
 "MemoryStats": {
  "fields": {
   "temp_memory_size": {
    "type": "int64",
    "id": 1
   },
   "persistent_memory_size": {
    "type": "int64",
    "id": 3
   },
   "persistent_tensor_alloc_ids": {
    "type": "int64",
    "id": 5,
    "rule": "repeated"
   },
   "device_temp_memory_size": {
    "type": "int64",
    "id": 2
   },
   "device_persistent_memory_size": {
    "type": "int64",
    "id": 4
   },
   "device_persistent_tensor_alloc_ids": {
    "type": "int64",
    "id": 6,
    "rule": "repeated"
   }
  }
 },
 "MetricInfo": {
  "fields": {
   "name": {
    "type": "MetricName",
    "id": 1
   },
   "display_name": {
    "type": "string",
    "id": 3
   },
   "description": {
    "type": "string",
    "id": 4
   },
   "dataset_type": {
    "type": "int32",
    "id": 5
   }
  }
 },
 "MetricName": {
  "fields": {
   "group": {
    "type": "string",
    "id": 1
   },
   "tag": {
    "type": "string",
    "id": 2
   }
  }
 },
 "MultilineChartContent": {
  "fields": {
   "tag": {
    "type": "string",
    "id": 1,
    "rule": "repeated"
   }
  }
 },
 "NameAttrList": {
  "fields": {
   "name": {
    "type": "string",
    "id": 1
   },
   "attr": {
    "keyType": "string",
    "type": "AttrValue",
    "id": 2
   }
  }
 },
 "NodeDef": {
  "fields": {
   "name": {
    "type": "string",
    "id": 1
   },
   "op": {
    "type": "string",
    "id": 2
   },
   "input": {
    "type": "string",
    "id": 3,
    "rule": "repeated"
   },
   "device": {
    "type": "string",
    "id": 4
   },
   "attr": {
    "keyType": "string",
    "type": "AttrValue",
    "id": 5
   },
   "experimental_debug_info": {
    "type": "NodeDef_ExperimentalDebugInfo",
    "id": 6
   },
   "experimental_type": {
    "type": "FullTypeDef",
    "id": 7
   }
  }
 },
 "NodeDef_ExperimentalDebugInfo": {
  "fields": {
   "original_node_names": {
    "type": "string",
    "id": 1,
    "rule": "repeated"
   },
   "original_func_names": {
    "type": "string",
    "id": 2,
    "rule": "repeated"
   }
  }
 },
 "NodeExecStats": {
  "fields": {
   "node_name": {
    "type": "string",
    "id": 1
   },
   "all_start_micros": {
    "type": "int64",
    "id": 2
   },
   "op_start_rel_micros": {
    "type": "int64",
    "id": 3
   },
   "op_end_rel_micros": {
    "type": "int64",
    "id": 4
   },
   "all_end_rel_micros": {
    "type": "int64",
    "id": 5
   },
   "memory": {
    "type": "AllocatorMemoryUsed",
    "id": 6,
    "rule": "repeated"
   },
   "output": {
    "type": "NodeOutput",
    "id": 7,
    "rule": "repeated"
   },
   "timeline_label": {
    "type": "string",
    "id": 8
   },
   "scheduled_micros": {
    "type": "int64",
    "id": 9
   },
   "thread_id": {
    "type": "uint32",
    "id": 10
   },
   "referenced_tensor": {
    "type": "AllocationDescription",
    "id": 11,
    "rule": "repeated"
   },
   "memory_stats": {
    "type": "MemoryStats",
    "id": 12
   },
   "all_start_nanos": {
    "type": "int64",
    "id": 13
   },
   "op_start_rel_nanos": {
    "type": "int64",
    "id": 14
   },
   "op_end_rel_nanos": {
    "type": "int64",
    "id": 15
   },
   "all_end_rel_nanos": {
    "type": "int64",
    "id": 16
   },
   "scheduled_nanos": {
    "type": "int64",
    "id": 17
   }
  }
 },
 "NodeOutput": {
  "fields": {
   "slot": {
    "type": "int32",
    "id": 1
   },
   "tensor_description": {
    "type": "TensorDescription",
    "id": 3
   }
  }
 },
 "PrCurvePluginData": {
  "fields": {
   "version": {
    "type": "int32",
    "id": 1
   },
   "num_thresholds": {
    "type": "uint32",
    "id": 2
   }
  }
 },
 "ResourceHandleProto": {
  "fields": {
   "device": {
    "type": "string",
    "id": 1
   },
   "container": {
    "type": "string",
    "id": 2
   },
   "name": {
    "type": "string",
    "id": 3
   },
   "hash_code": {
    "type": "uint64",
    "id": 4
   },
   "maybe_type_name": {
    "type": "string",
    "id": 5
   },
   "dtypes_and_shapes": {
    "type": "ResourceHandleProto_DtypeAndShape",
    "id": 6,
    "rule": "repeated"
   }
  }
 },
 "ResourceHandleProto_DtypeAndShape": {
  "fields": {
   "dtype": {
    "type": "int32",
    "id": 1
   },
   "shape": {
    "type": "TensorShapeProto",
    "id": 2
   }
  }
 },
 "RunMetadata": {
  "fields": {
   "step_stats": {
    "type": "StepStats",
    "id": 1
   },
   "partition_graphs": {
    "type": "GraphDef",
    "id": 3,
    "rule": "repeated"
   },
   "function_graphs": {
    "type": "RunMetadata_FunctionGraphs",
    "id": 4,
    "rule": "repeated"
   },
   "session_metadata": {
    "type": "SessionMetadata",
    "id": 5
   }
  }
 },
 "RunMetadata_FunctionGraphs": {
  "fields": {
   "partition_graphs": {
    "type": "GraphDef",
    "id": 1,
    "rule": "repeated"
   },
   "pre_optimization_graph": {
    "type": "GraphDef",
    "id": 2
   },
   "post_optimization_graph": {
    "type": "GraphDef",
    "id": 3
   }
  }
 },
 "SessionEndInfo": {
  "fields": {
   "status": {
    "type": "int32",
    "id": 1
   },
   "end_time_secs": {
    "type": "double",
    "id": 2
   }
  }
 },
 "SessionLog": {
  "fields": {
   "status": {
    "type": "int32",
    "id": 1
   },
   "checkpoint_path": {
    "type": "string",
    "id": 2
   },
   "msg": {
    "type": "string",
    "id": 3
   }
  }
 },
 "SessionMetadata": {
  "fields": {
   "name": {
    "type": "string",
    "id": 1
   },
   "version": {
    "type": "int64",
    "id": 2
   }
  }
 },
 "SessionStartInfo": {
  "fields": {
   "hparams": {
    "keyType": "string",
    "type": "Value",
    "id": 1
   },
   "model_uri": {
    "type": "string",
    "id": 2
   },
   "monitor_url": {
    "type": "string",
    "id": 3
   },
   "group_name": {
    "type": "string",
    "id": 4
   },
   "start_time_secs": {
    "type": "double",
    "id": 5
   }
  }
 },
 "SourceMetadata": {
  "fields": {
   "writer": {
    "type": "string",
    "id": 1
   }
  }
 },
 "StepStats": {
  "fields": {
   "dev_stats": {
    "type": "DeviceStepStats",
    "id": 1,
    "rule": "repeated"
   }
  }
 },
 "Struct": {
  "fields": {
   "fields": {
    "keyType": "string",
    "type": "Value",
    "id": 1
   }
  }
 },
 "Summary": {
  "fields": {
   "value": {
    "type": "Summary_Value",
    "id": 1,
    "rule": "repeated"
   }
  }
 },
 "SummaryMetadata": {
  "fields": {
   "plugin_data": {
    "type": "SummaryMetadata_PluginData",
    "id": 1
   },
   "display_name": {
    "type": "string",
    "id": 2
   },
   "summary_description": {
    "type": "string",
    "id": 3
   },
   "data_class": {
    "type": "int32",
    "id": 4
   }
  }
 },
 "SummaryMetadata_PluginData": {
  "fields": {
   "plugin_name": {
    "type": "string",
    "id": 1
   },
   "content": {
    "type": "bytes",
    "id": 2
   }
  }
 },
 "Summary_Audio": {
  "fields": {
   "sample_rate": {
    "type": "float",
    "id": 1
   },
   "num_channels": {
    "type": "int64",
    "id": 2
   },
   "length_frames": {
    "type": "int64",
    "id": 3
   },
   "encoded_audio_string": {
    "type": "bytes",
    "id": 4
   },
   "content_type": {
    "type": "string",
    "id": 5
   }
  }
 },
 "Summary_Image": {
  "fields": {
   "height": {
    "type": "int32",
    "id": 1
   },
   "width": {
    "type": "int32",
    "id": 2
   },
   "colorspace": {
    "type": "int32",
    "id": 3
   },
   "encoded_image_string": {
    "type": "bytes",
    "id": 4
   }
  }
 },
 "Summary_Value": {
  "fields": {
   "node_name": {
    "type": "string",
    "id": 7
   },
   "tag": {
    "type": "string",
    "id": 1
   },
   "metadata": {
    "type": "SummaryMetadata",
    "id": 9
   },
   "simple_value": {
    "type": "float",
    "id": 2
   },
   "obsolete_old_style_histogram": {
    "type": "bytes",
    "id": 3
   },
   "image": {
    "type": "Summary_Image",
    "id": 4
   },
   "histo": {
    "type": "HistogramProto",
    "id": 5
   },
   "audio": {
    "type": "Summary_Audio",
    "id": 6
   },
   "tensor": {
    "type": "TensorProto",
    "id": 8
   }
  },
  "oneofs": {
   "value": {
    "oneof": [
     "simple_value",
     "obsolete_old_style_histogram",
     "image",
     "histo",
     "audio",
     "tensor"
    ]
   }
  }
 },
 "TaggedRunMetadata": {
  "fields": {
   "tag": {
    "type": "string",
    "id": 1
   },
   "run_metadata": {
    "type": "bytes",
    "id": 2
   }
  }
 },
 "TensorDescription": {
  "fields": {
   "dtype": {
    "type": "int32",
    "id": 1
   },
   "shape": {
    "type": "TensorShapeProto",
    "id": 2
   },
   "allocation_description": {
    "type": "AllocationDescription",
    "id": 4
   }
  }
 },
 "TensorProto": {
  "fields": {
   "dtype": {
    "type": "int32",
    "id": 1
   },
   "tensor_shape": {
    "type": "TensorShapeProto",
    "id": 2
   },
   "version_number": {
    "type": "int32",
    "id": 3
   },
   "tensor_content": {
    "type": "bytes",
    "id": 4
   },
   "half_val": {
    "type": "int32",
    "id": 13,
    "rule": "repeated"
   },
   "float_val": {
    "type": "float",
    "id": 5,
    "rule": "repeated"
   },
   "double_val": {
    "type": "double",
    "id": 6,
    "rule": "repeated"
   },
   "int_val": {
    "type": "int32",
    "id": 7,
    "rule": "repeated"
   },
   "string_val": {
    "type": "bytes",
    "id": 8,
    "rule": "repeated"
   },
   "scomplex_val": {
    "type": "float",
    "id": 9,
    "rule": "repeated"
   },
   "int64_val": {
    "type": "int64",
    "id": 10,
    "rule": "repeated"
   },
   "bool_val": {
    "type": "bool",
    "id": 11,
    "rule": "repeated"
   },
   "dcomplex_val": {
    "type": "double",
    "id": 12,
    "rule": "repeated"
   },
   "resource_handle_val": {
    "type": "ResourceHandleProto",
    "id": 14,
    "rule": "repeated"
   },
   "variant_val": {
    "type": "VariantTensorDataProto",
    "id": 15,
    "rule": "repeated"
   },
   "uint32_val": {
    "type": "uint32",
    "id": 16,
    "rule": "repeated"
   },
   "uint64_val": {
    "type": "uint64",
    "id": 17,
    "rule": "repeated"
   },
   "float8_val": {
    "type": "bytes",
    "id": 18
   }
  }
 },
 "TensorShapeProto": {
  "fields": {
   "dim": {
    "type": "TensorShapeProto_Dim",
    "id": 2,
    "rule": "repeated"
   },
   "unknown_rank": {
    "type": "bool",
    "id": 3
   }
  }
 },
 "TensorShapeProto_Dim": {
  "fields": {
   "size": {
    "type": "int64",
    "id": 1
   },
   "name": {
    "type": "string",
    "id": 2
   }
  }
 },
 "TextPluginData": {
  "fields": {
   "version": {
    "type": "int32",
    "id": 1
   }
  }
 },
 "Value": {
  "fields": {
   "null_value": {
    "type": "int32",
    "id": 1
   },
   "number_value": {
    "type": "double",
    "id": 2
   },
   "string_value": {
    "type": "string",
    "id": 3
   },
   "bool_value": {
    "type": "bool",
    "id": 4
   },
   "struct_value": {
    "type": "Struct",
    "id": 5
   },
   "list_value": {
    "type": "ListValue",
    "id": 6
   }
  },
  "oneofs": {
   "kind": {
    "oneof": [
     "null_value",
     "number_value",
     "string_value",
     "bool_value",
     "struct_value",
     "list_value"
    ]
   }
  }
 },
 "VariantTensorDataProto": {
  "fields": {
   "type_name": {
    "type": "string",
    "id": 1
   },
   "metadata": {
    "type": "bytes",
    "id": 2
   },
   "tensors": {
    "type": "TensorProto",
    "id": 3,
    "rule": "repeated"
   }
  }
 },
 "VersionDef": {
  "fields": {
   "producer": {
    "type": "int32",
    "id": 1
   },
   "min_consumer": {
    "type": "int32",
    "id": 2
   },
   "bad_consumers": {
    "type": "int32",
    "id": 3,
    "rule": "repeated"
   }
  }
 }
} as const;
