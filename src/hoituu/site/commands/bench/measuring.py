"""Clocks, medians and the operating system's own count of what processes used."""

import json
import os
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import click

TICKS = os.sysconf("SC_CLK_TCK")


def timed(operations: Iterable[Callable[[], None]]) -> dict[str, float]:
    """Run each and return the median, p95 and CPU of one, in milliseconds."""
    times, cpu = [], time.process_time()
    for operation in operations:
        began = time.perf_counter()
        operation()
        times.append((time.perf_counter() - began) * 1000)
    return {
        "operations": len(times),
        "median": round(statistics.median(times), 2),
        "p95": round(p95(times), 2),
        "cpu_ms_per_operation": round((time.process_time() - cpu) * 1000 / len(times), 2),
    }


def p95(times: list[float]) -> float:
    return sorted(times)[min(int(len(times) * 0.95), len(times) - 1)]


def cpu_seconds(pids: Iterable[int]) -> float:
    """Return the CPU that running processes have used, in seconds."""
    return sum(_ticks(pid) for pid in pids) / TICKS


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process, in MB."""
    words = Path(f"/proc/{pid}/status").read_text().split()
    return round(int(words[words.index("VmRSS:") + 1]) / 1024, 1)


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started, those of its threads included."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return sorted({int(child) for one in lists for child in one.read_text().split()})


def say(**figures: object) -> None:
    click.echo(json.dumps(figures))


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
