"""Loaded by the fuzzer: what it cannot know by itself."""

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    """A request that is meant to be right asks for the hall that exists, and for its first window."""
    if case.meta is None or case.meta.generation.mode.is_negative or not case.path_parameters:
        return
    if "hall" in case.path_parameters:
        case.path_parameters["hall"] = "chengguan"
    if "window" in case.path_parameters:
        case.path_parameters["window"] = "1"
