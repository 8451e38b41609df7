"""Document → Analysis: one spaCy pipeline whose one component is our reader.

Enters: a `Document`. Leaves: an `Analysis`. Never: decides who, when, where or what happened.
The only room that imports spaCy or ONNX Runtime.
"""
