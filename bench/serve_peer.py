"""The same model behind FastAPI and uvicorn, one row a call: what one would write in Python. usage: MODEL PORT"""
import sys

try:
    import fastapi
    import numpy
    import onnxruntime
    import pydantic
    import uvicorn
except ImportError:
    sys.exit("this Python has no fastapi, uvicorn, numpy and onnxruntime")

model, port = sys.argv[1], int(sys.argv[2])
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
classes = ["setosa", "versicolor", "virginica"]
app = fastapi.FastAPI()


class Row(pydantic.BaseModel):
    sepal_length: float
    sepal_width: float
    petal_length: float
    petal_width: float


class Rows(pydantic.BaseModel):
    rows: list[Row]


@app.post("/predict")
def predict(body: Rows):
    numeric = [[r.sepal_length, r.sepal_width, r.petal_length, r.petal_width] for r in body.rows]
    label, probability = session.run(None, {"numeric": numpy.array(numeric, numpy.float32)})
    rows = zip(label.tolist(), probability.tolist())
    return {"answers": [{"label": name, "probability": dict(zip(classes, values))} for name, values in rows]}


uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")
