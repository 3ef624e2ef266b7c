# Searches by faiss, one request a line, one answer a line; see Faiss.java.
#   open CODES QUERIES BYTES THREADS     files of codes of so many bytes each
#   points POINTS QUERIES COLUMNS THREADS   files of rows of so many floats each
#   build flat | multihash M B | hash B  the seconds that it takes
#   nearest K FLIPS KIND                 milliseconds a query, then each query's sum of distances
#   within RADIUS FLIPS KIND             milliseconds a query, then each query's number of answers
#   euclidean K                          milliseconds a query, then the numbers of each query's nearest points
import sys
import time

import faiss
import numpy

for line in sys.stdin:
    words = line.split()
    if words[0] == "open":
        size = int(words[3])
        codes = numpy.fromfile(words[1], dtype=numpy.uint8).reshape(-1, size)
        queries = numpy.fromfile(words[2], dtype=numpy.uint8).reshape(-1, size)
        indexes = {}
        faiss.omp_set_num_threads(int(words[4]))
        print(len(codes), flush=True)
    elif words[0] == "points":
        columns = int(words[3])
        points = numpy.fromfile(words[1], dtype="<f4").reshape(-1, columns)
        queries = numpy.fromfile(words[2], dtype="<f4").reshape(-1, columns)
        faiss.omp_set_num_threads(int(words[4]))
        index = faiss.IndexFlatL2(columns)
        index.add(points)
        print(len(points), flush=True)
    elif words[0] == "euclidean":
        start = time.perf_counter()
        nearest = index.search(queries, int(words[1]))[1]
        milliseconds = (time.perf_counter() - start) * 1000 / len(queries)
        print(milliseconds, *nearest.ravel(), flush=True)
    elif words[0] == "build":
        start = time.perf_counter()
        if words[1] == "flat":
            index = faiss.IndexBinaryFlat(size * 8)
        elif words[1] == "multihash":
            index = faiss.IndexBinaryMultiHash(size * 8, int(words[2]), int(words[3]))
        else:
            index = faiss.IndexBinaryHash(size * 8, int(words[2]))
        index.add(codes)
        indexes[tuple(words[1:])] = index
        print(time.perf_counter() - start, flush=True)
    else:
        number = int(words[1])
        index = indexes[tuple(words[3:])]
        if hasattr(index, "nflip"):
            index.nflip = int(words[2])
        start = time.perf_counter()
        if words[0] == "nearest":
            answers = index.search(queries, number)[0].sum(axis=1)
        else:
            # The radius is exclusive.
            answers = numpy.diff(index.range_search(queries, number + 1)[0])
        milliseconds = (time.perf_counter() - start) * 1000 / len(queries)
        print(milliseconds, *answers, flush=True)
