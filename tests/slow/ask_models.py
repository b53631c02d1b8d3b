"""Checks every model of a folder with onnx.checker and asks it the questions beside it: what it answers
must be what onnxruntime-node did. Needs onnx, onnxruntime and numpy; see other_runtimes_test.ts."""
import json
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime

failed = 0


def array(tensor):
    kind = object if tensor["type"] == "string" else tensor["type"]
    cells = [np.nan if cell is None else cell for cell in tensor["data"]]
    return np.array(cells, kind).reshape(tensor["shape"])


def difference(actual, expected):
    if list(actual.shape) != expected["shape"]:
        return f"shape {list(actual.shape)} is not {expected['shape']}"
    wanted = array(expected)
    if expected["type"] == "string":
        return "" if actual.tolist() == wanted.tolist() else f"{actual} is not {wanted}"
    if str(actual.dtype) != expected["type"]:
        return f"type {actual.dtype} is not {expected['type']}"
    # Both sum in float32, in another order where the machine or the version differs.
    return "" if np.allclose(actual, wanted, rtol=1e-5, atol=1e-5) else f"{actual} is not {wanted}"


paths = sorted(pathlib.Path(sys.argv[1]).glob("*.onnx"))
for path in paths:
    problems = []
    try:
        onnx.checker.check_model(onnx.load(path), full_check=True)
        session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        about = session.get_modelmeta()
        fields = [about.producer_name, about.graph_name, about.domain, about.description, about.version]
        if not all(fields) or "penstock.inputs" not in about.custom_metadata_map:
            problems.append(f"a field of its metadata is empty: {fields}")
        for question in json.loads(path.with_suffix(".json").read_text()):
            given = {name: array(tensor) for name, tensor in question["inputs"].items()}
            outputs = dict(zip([each.name for each in session.get_outputs()], session.run(None, given)))
            for name, expected in question["outputs"].items():
                found = difference(outputs[name], expected)
                if found:
                    problems.append(f"{question['rows']} rows, {name}: {found}")
    except Exception as error:  # every kind of refusal is one to report
        problems.append(str(error))
    for problem in problems:
        print(f"{path.name}: {problem}")
    failed += bool(problems)
print(f"{len(paths) - failed} passed, {failed} failed (onnx {onnx.__version__}, onnxruntime {onnxruntime.__version__})")
sys.exit(1 if failed else 0)
