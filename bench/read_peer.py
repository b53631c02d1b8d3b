"""The same table by pandas: CPU seconds of read_csv and peak megabytes of the process, as JSON."""
import json
import resource
import sys
import time

try:
    import pandas
except ImportError:
    sys.exit("this Python has no pandas")

start = time.process_time()
pandas.read_csv(sys.argv[1])
seconds = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
unit = 2 ** 20 if sys.platform == "darwin" else 1024
print(json.dumps({"seconds": seconds, "megabytes": peak / unit}))
