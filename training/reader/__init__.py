"""How the reader's weights are made: data → multi-task training → int8 ONNX → model card."""
