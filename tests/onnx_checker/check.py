"""Checks every .onnx file of a folder with onnx.checker, shape inference included. See write_models.ts."""
import pathlib
import sys

import onnx

failed = 0
paths = sorted(pathlib.Path(sys.argv[1]).glob("*.onnx"))
for path in paths:
    try:
        onnx.checker.check_model(onnx.load(path), full_check=True)
    except Exception as error:  # every kind of refusal is one to report
        failed += 1
        print(f"{path.name}: {error}")
print(f"{len(paths) - failed} passed, {failed} failed (onnx {onnx.__version__})")
sys.exit(1 if failed else 0)
