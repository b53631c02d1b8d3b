"""Training steps in PyTorch on a graphics card: eager, torch.compile and as a CUDA graph, as JSON.
usage: {"precision": "float32"|"TF32", "rows": R, "cases": [{"widths": [...], "batch": B}, ...]}"""
import json
import math
import statistics
import sys
import time

try:
    import torch
except ImportError:
    sys.exit("this Python has no torch")
if not torch.cuda.is_available():
    sys.exit("this torch finds no graphics card")

ROUNDS = 5
SPAN_US = 400_000
FEW_STEPS = 2
TIMES_LONGER = 5
MAX_STEPS = 2000
MATRIX_SIZE = 8192

asked = json.loads(sys.argv[1])
ROWS = asked["rows"]
torch.backends.cuda.matmul.allow_tf32 = asked["precision"] == "TF32"
torch.manual_seed(0)
device = torch.device("cuda:0")


def microseconds(run, *args):
    torch.cuda.synchronize()
    start = time.perf_counter()
    run(*args)
    torch.cuda.synchronize()
    return (time.perf_counter() - start) * 1e6


def slope_us(run, short, long):
    begun = microseconds(run, short)
    return (microseconds(run, long) - begun) / (long - short)


def matrix_rate():
    """What a product of two large matrices multiplies and adds in a microsecond."""
    n = MATRIX_SIZE
    factor = torch.randn(n, n, device=device) / math.sqrt(n)
    into = torch.empty(n, n, device=device)

    def products(count):
        for _ in range(count):
            torch.matmul(factor, factor, out=into)

    microseconds(products, 10)
    return 2 * n**3 / statistics.median(slope_us(products, 2, 10) for _ in range(ROUNDS))


class Net:
    """A network of linear layers with ReLU between them, and what a step of it trains on."""

    def __init__(self, widths):
        layers = []
        for size, after in zip(widths, widths[1:]):
            layers += [torch.nn.Linear(size, after), torch.nn.ReLU()]
        self.model = torch.nn.Sequential(*layers[:-1]).to(device)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.01)
        self.x = torch.rand(ROWS, widths[0], device=device) * 2 - 1
        codes = torch.arange(ROWS, device=device) % max(2, widths[-1])
        if widths[-1] == 1:
            self.y, self.criterion = codes.float()[:, None], torch.nn.BCEWithLogitsLoss()
        else:
            self.y, self.criterion = codes, torch.nn.CrossEntropyLoss()

    def loss(self, rows):
        return self.criterion(self.model(self.x[rows]), self.y[rows])


def eager(net, batch):
    def step(rows):
        net.optimizer.zero_grad()
        net.loss(rows).backward()
        net.optimizer.step()

    return step


def compiled(net, batch):
    loss = torch.compile(net.loss)
    update = torch.compile(net.optimizer.step)

    def step(rows):
        net.optimizer.zero_grad()
        loss(rows).backward()
        update()

    return step


def graphed(net, batch):
    """One graph of a whole step; the rows of each are copied to where it reads them."""
    rows_of_step = torch.zeros(batch, dtype=torch.int64, device=device)
    plain = eager(net, batch)
    side = torch.cuda.Stream()
    side.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):
        for _ in range(3):
            plain(rows_of_step)
    torch.cuda.current_stream().wait_stream(side)
    graph = torch.cuda.CUDAGraph()
    net.optimizer.zero_grad()
    with torch.cuda.graph(graph):
        net.loss(rows_of_step).backward()
        net.optimizer.step()
        # Gradients stay where the graph has them, so they are cleared and not let go.
        net.optimizer.zero_grad(set_to_none=False)

    def step(rows):
        rows_of_step.copy_(rows)
        graph.replay()

    return step


def times_of(widths, batch, way):
    net = Net(widths)
    step = way(net, batch)
    # Compiling, and whatever else is done once.
    for _ in range(3):
        step(torch.arange(batch, device=device))
    order = torch.randperm(ROWS, device=device)
    steps_of_epoch = ROWS // batch

    def steps(count, rows=order):
        for at in range(count):
            first = at % steps_of_epoch * batch
            step(rows[first : first + batch])

    def epoch():
        steps(steps_of_epoch, torch.randperm(ROWS, device=device))

    microseconds(steps, FEW_STEPS * TIMES_LONGER)
    slope = slope_us(steps, FEW_STEPS, FEW_STEPS * TIMES_LONGER)
    long = max(FEW_STEPS * TIMES_LONGER, min(MAX_STEPS, math.ceil(SPAN_US / max(1, slope))))
    short = long // TIMES_LONGER
    return {
        "microseconds": statistics.median(slope_us(steps, short, long) for _ in range(ROUNDS)),
        "epochMilliseconds": statistics.median(microseconds(epoch) / 1000 for _ in range(ROUNDS)),
    }


def outcome_of(each, name, way):
    print(f"{'-'.join(map(str, each['widths']))}, {each['batch']:,}, PyTorch {name}", file=sys.stderr)
    try:
        return times_of(each["widths"], each["batch"], way)
    except Exception as error:  # what one way cannot do, another may
        return {"problem": f"{type(error).__name__}: {error}".splitlines()[0]}
    finally:
        torch.cuda.empty_cache()
        torch.compiler.reset()


WAYS = {"eager": eager, "compile": compiled, "graph": graphed}
rate = matrix_rate()
outcomes = [{name: outcome_of(each, name, way) for name, way in WAYS.items()} for each in asked["cases"]]
print(json.dumps({"program": f"PyTorch {torch.__version__}", "matrixRate": rate, "outcomes": outcomes}))
