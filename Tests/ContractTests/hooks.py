"""Loaded by the fuzzer: what it cannot know by itself."""

import itertools

import schemathesis

KEY = "Idempotency-Key"
COUNT = itertools.count()


@schemathesis.hook
def before_call(context, case, kwargs):
    """Leads a request that is meant to be right to the hall that exists, with a key of its own.

    The fuzzer sends one key with many bodies, which is refused; every fifth request keeps its key, so that
    this is tried as well.
    """
    if case.meta is None:
        return
    parts = {location.value: part for location, part in case.meta.components.items()}

    def is_right(location):
        return location in parts and parts[location].mode.is_positive

    if case.path_parameters and is_right("path"):
        for name, value in (("hall", "chengguan"), ("window", "1")):
            if name in case.path_parameters:
                case.path_parameters[name] = value
    if case.headers and KEY in case.headers and is_right("header"):
        count = next(COUNT)
        if count % 5:
            case.headers[KEY] = f"try-{count}"
