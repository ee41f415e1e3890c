"""Times work as the benchmark does, and says it in lines of words between tabs."""

import time


def rounds(name, count, work):
    """Best, median and processor time (of all threads) of a round, in milliseconds."""
    result = work()
    each, before = [], time.process_time()
    for _ in range(count):
        start = time.perf_counter()
        result = work()
        each.append(time.perf_counter() - start)
    processor = (time.process_time() - before) / count
    each.sort()
    say(
        "time",
        name,
        *(f"{1000 * value:.4f}" for value in (each[0], each[len(each) // 2], processor)),
    )
    return result


def say(*words):
    print(*words, sep="\t", flush=True)
