"""The same answers by pandas and ONNX Runtime, some rows at a time: seconds and peak megabytes of the process, as JSON."""
import json
import resource
import sys
import time

try:
    import numpy
    import onnxruntime
    import pandas
except ImportError:
    sys.exit("this Python has no numpy, onnxruntime and pandas")

model, rows, out = sys.argv[1:]
start = time.perf_counter()
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
columns = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
is_first = True
for chunk in pandas.read_csv(rows, chunksize=10_000):
    numeric = chunk[columns].to_numpy(numpy.float32)
    label, probability = session.run(["label", "probability"], {"numeric": numeric})
    answers = pandas.DataFrame(probability).add_prefix("probability_")
    answers.insert(0, "label", label)
    answers.to_csv(out, mode="w" if is_first else "a", header=is_first, index=False)
    is_first = False
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
unit = 2 ** 20 if sys.platform == "darwin" else 1024
print(json.dumps({"seconds": seconds, "megabytes": peak / unit}))
